import { expect, test } from 'vitest';
import { semanticTypeNames, type Field, type SemanticTypeName } from '#modules/catalog/index.ts';
import { guideRows, readGuide } from '../../../../test/support/guide-kinds.ts';
import { checkRows, openTestBench, testContract, testField } from '../test-check.ts';

const numbers: readonly SemanticTypeName[] = ['number', 'money', 'percent', 'latitude', 'longitude', 'northing', 'easting']; // prettier-ignore
const rows = guideRows('contracts.md');

test('both guides tell of every kind, and the same', () => {
  expect(rows.map(({ name }) => name).toSorted()).toEqual(semanticTypeNames.toSorted());
  expect(guideRows('contracts.vi.md')).toEqual(rows);
  for (const file of ['contracts.md', 'contracts.vi.md']) {
    const guide = readGuide(file);
    const [, said = ''] =
      /^### (?:Kinds of values|Các loại giá trị)$(.*?)^\|[^|]*\|[^|]*\|[^|]*\|[^|]*\|$/ms.exec(guide) ?? [];
    const told = new Set([...said.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, kinds = '']) => [...kinds.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind))); // prettier-ignore
    expect([...told].toSorted(), file).toEqual(semanticTypeNames.toSorted());
  }
});

test('a normal form of the guide passes, and the other spelling is read as it or mended to it', async () => {
  const bench = await openTestBench();
  try {
    // The test above holds the names.
    const kinds = rows.map(({ name }) => name as SemanticTypeName);
    const typeOf = (name: SemanticTypeName): Field['type'] =>
      name === 'money' ? 'integer' : numbers.includes(name) ? 'number' : 'string';
    const fields = kinds.map((semanticType, at) => testField(`o_${at}`, { semanticType, type: typeOf(semanticType) }));
    // A row with what is only mended is rejected; a row with what is read is stored.
    const isRead = (name: SemanticTypeName) => name === 'period' || numbers.includes(name);
    const row = (asOther: (name: SemanticTypeName) => boolean) =>
      rows.map(({ normal, other }, at) => (asOther(kinds[at] ?? 'number') ? other : normal));
    const { result, accepted } = await checkRows(bench, {
      contract: testContract({ fields }),
      tables: [
        {
          columns: fields.map(({ name }) => name),
          rows: [row((name) => !isRead(name)), row(isRead)],
        },
      ],
    });
    for (const [at, { name, normal }] of rows.entries()) {
      const own = [`o_${at}.semantic`, `o_${at}.type`];
      const said = result.findings
        .filter(({ rule }) => own.includes(rule))
        .map(({ row, suggestion }) => [row, suggestion]);
      const mended = !isRead(kinds[at] ?? 'number');
      expect(said, name).toEqual(mended ? [[2, normal]] : []);
      expect(String(accepted[0]?.[`o_${at}`]), name).toBe(normal);
    }
  } finally {
    await bench.close();
  }
});
