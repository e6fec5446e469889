import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestBench } from '../test-check.ts';
import { writeRejectsCsv } from './write-rejects-csv.ts';

test('writes a byte order mark, keeps null and empty apart, and lets no formula through', async () => {
  const bench = await openTestBench();
  const file = join(bench.folder, 'rejects.csv');
  const cells = ['=1+1', '+84912345678', '-5', '-1.234,5', '@SUM(A1)', "'=1", '-', '\t=1', 'Đắk Lắk, "xã"', ''];
  const values = cells.map(
    (cell, index) => `(null, ${index + 2}, 'rejected', 'a.type', '${cell.replaceAll("'", "''")}')`,
  );
  await writeRejectsCsv(
    bench.connection,
    `(select * from (values ${values.join(', ')}) as t (_table, _row, _kind, _reasons, "Mã xã"))`,
    file,
  );
  expect((await readFile(file, 'utf8')).split('\n')).toEqual([
    '\uFEFF_table,_row,_kind,_reasons,Mã xã',
    `,2,rejected,a.type,'=1+1`,
    `,3,rejected,a.type,+84912345678`,
    `,4,rejected,a.type,-5`,
    `,5,rejected,a.type,"-1.234,5"`,
    `,6,rejected,a.type,'@SUM(A1)`,
    `,7,rejected,a.type,''=1`,
    `,8,rejected,a.type,'-`,
    `,9,rejected,a.type,'\t=1`,
    `,10,rejected,a.type,"Đắk Lắk, ""xã"""`,
    `,11,rejected,a.type,""`,
    '',
  ]);
  await bench.close();
});
