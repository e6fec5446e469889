import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { communes, contractWith, openSiftedChecks, validValues, type SiftedChecks } from './testing/sifted-checks.ts';

let asLoads: SiftedChecks;
let alone: SiftedChecks;
beforeAll(async () => {
  [asLoads, alone] = await Promise.all([openSiftedChecks({ communes, asLoad: true }), openSiftedChecks({ communes })]);
});
afterAll(() => Promise.all([asLoads.close(), alone.close()]));

/** Of a file with all that conditions read: its columns, and what stands in them. */
const related = {
  names: ['xa', 'ngay', 'tra', 'tinh_trang', 'phi'],
  properties: [
    {
      name: 'xa',
      logicalType: 'string',
      customProperties: [
        { property: 'daklake.codeList', value: 'commune' },
        { property: 'daklake.codeListDate', value: 'ngay' },
      ],
    },
    { name: 'ngay', logicalType: 'date' },
    { name: 'tra', logicalType: 'date' },
    { name: 'tinh_trang', logicalType: 'string', quality: [validValues(['Đã trả', 'Đang xử lý', 'Rút'], 'warning')] },
    { name: 'phi', logicalType: 'integer' },
  ],
  cells: [
    ['24121', '24133', '24154', '24163', '', '2413', '24133 '],
    ['2025-06-30', '2025-07-01', '2005-01-01', '2015-06-01', '', '1/7/2025', '2025-02-30'],
    ['2025-06-30', '2025-07-01', '2030-01-01', '', '1999-12-31', 'x'],
    ['Đã trả', 'Đang xử lý', 'Rút', '', 'Khác', 'đã trả'],
    ['0', '15000', '-3000', '7', '', '1500 đ'],
  ],
  rules: [
    "!(tinh_trang in ['Đã trả', 'Khác']) || tra != null",
    "tra == null || tinh_trang in ['Đã trả']",
    "tinh_trang != 'Đã trả' || tra >= ngay",
    "(tinh_trang == 'Rút' && phi == 0) || !(tinh_trang == 'Rut' || phi < 0)",
    'phi % 1000 == 0',
    "ngay >= timestamp('2005-01-01T00:00:00Z') || xa == '24133'",
    'phi % 7 != 1 && tra > ngay',
  ],
};
const relatedFile = fc
  .record({
    rows: fc.array(fc.tuple(...related.cells.map((cells) => fc.constantFrom(...cells))), {
      minLength: 40,
      maxLength: 90,
    }),
    /** Beside them rows that nothing is found in: else none would be sifted. */
    fine: fc.integer({ min: 150, max: 200 }),
    rules: fc.subarray(related.rules, { minLength: 1 }),
  })
  .map(({ rows, fine, rules }) => {
    const plain = Array.from({ length: fine }, () => ['24133', '2025-07-01', '2025-07-02', 'Đã trả', '15000']);
    const lines = [...plain, ...rows].map((cells, row) => [`R${row + 1}`, ...cells].join(','));
    const quality = rules.map((rule, number) => ({
      name: `r${number}`,
      type: 'custom',
      engine: 'cel',
      implementation: rule,
      severity: number % 2 === 0 ? 'error' : 'warning',
    }));
    const text = `${['ma', ...related.names].join(',')}\n${lines.join('\n')}\n`;
    return { text, contract: contractWith(related.properties, quality) };
  });

test('a check of sifted rows comes to the same where rows are asked what several of their cells say', async () => {
  expect((await asLoads.compare(relatedFile)) + (await alone.compare(relatedFile))).toBeGreaterThan(0);
});
