import { expect, test } from 'vitest';
import { proposeFor } from './test-proposal.ts';

/** Columns of every kind, with slips in some of them. */
function table(width: number): string {
  const kinds = [
    (row: number) => String(row * 7),
    (row: number) => (row === 50 ? '' : `${row},25`),
    (row: number) => `${(row % 28) + 1}/5/2026`,
    (row: number) => (row % 150 === 7 ? '0952345678' : `09123${String(row).padStart(5, '0')}`),
    (row: number) => ['Tốt', 'Khá', 'Yếu'][row % 3] ?? '',
  ];
  const headings = Array.from({ length: width }, (_, column) => `Cột số ${column + 1}`);
  const rows = Array.from({ length: 300 }, (_, row) =>
    headings.map((_, column) => `"${kinds[column % kinds.length]?.(row) ?? ''}"`).join(','),
  );
  return `${[headings.join(','), ...rows].join('\n')}\n`;
}

test('of a wide table what the profile leaves open is proved, and the outcome is that of a narrow one', async () => {
  const narrow = await proposeFor({ text: table(10) });
  const wide = await proposeFor({ text: table(105) });
  expect(wide.columns).toHaveLength(105);
  for (const [
    place,
    { name: _name, heading: _heading, label: _label, exceptions, ...column },
  ] of wide.columns.entries()) {
    const { name: _other, heading: _read, label: _said, exceptions: shown, ...same } = narrow.columns[place % 5] ?? {};
    expect({ ...column, unique: false }).toEqual({ ...same, unique: false });
    expect(exceptions.map(({ value }) => value)).toEqual(shown?.map(({ value }) => value));
  }
  expect([wide.check, wide.warnings]).toEqual([narrow.check, narrow.warnings]);
});
