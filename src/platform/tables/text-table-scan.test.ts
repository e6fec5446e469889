import { expect, test } from 'vitest';
import { textTableScan } from './text-table-scan.ts';

const storage = {
  path: "/tmp/it's.csv",
  delimiter: ';',
  quote: '"',
  escape: '"',
  newline: '\r\n',
  skipLines: 2,
  positioned: false,
} as const;

test('names every column and quotes what comes from outside', () => {
  const scan = textTableScan({ columns: ['Mã xã', 'Tên'], storage });
  expect(scan).toContain(`read_csv('/tmp/it''s.csv'`);
  expect(scan).toContain(`columns = {'c0': 'VARCHAR', 'c1': 'VARCHAR'}`);
  expect(scan).toContain('skip = 2');
});

test('puts position and shape behind the cells of positioned storage', () => {
  const scan = textTableScan({ columns: ['a'], storage: { ...storage, positioned: true } });
  expect(scan).toContain(`{'c0': 'VARCHAR', '_row': 'BIGINT', '_shape': 'VARCHAR'}`);
});

test('gives room for the longest row, and one thread where quoted texts hold line ends', () => {
  const scan = textTableScan({ columns: ['a'], storage: { ...storage, multiline: true, longestRow: 5_000_000 } });
  expect(scan).toContain('max_line_size = 5001024');
  expect(scan).toContain('parallel = false');
});
