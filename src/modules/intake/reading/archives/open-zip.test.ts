import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import yazl from 'yazl';
import { readBytes } from '../testing/read-bytes.ts';

test('a link in a zip is named and is no table', async () => {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from('Mã,Tên\n1,Ea Kao\n'), 'a.csv');
  zip.addBuffer(Buffer.from('/etc/passwd'), 'b.csv', { mode: 0o120777 });
  zip.end();
  const { tables, warnings } = await readBytes('a.zip', await buffer(zip.outputStream));
  expect(tables.map(({ name }) => name)).toEqual(['a.csv']);
  expect(warnings).toMatchObject([
    { code: 'member-ignored', message: { vi: expect.stringContaining('«b.csv»') as string } },
  ]);
});
