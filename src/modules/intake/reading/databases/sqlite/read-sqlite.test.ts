import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lawRuns } from '../../../../../../test/support/law-runs.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { readBytes, readOnlyTable } from '../../testing/read-bytes.ts';

function databaseOf(statements: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'daklake-sqlite-'));
  try {
    const file = join(folder, 'kho.db');
    const database = new DatabaseSync(file);
    database.exec(statements);
    database.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('tables are read value by value, whatever their columns are declared as', async () => {
  const bytes = databaseOf(`
    create table "Hồ sơ" (ma text primary key, so integer, thuc real, luc datetime, ghi, "c ""d" text) without rowid;
    insert into "Hồ sơ" values ('00123', 9007199254740993, 0.1, '2024-01-05 10:20:30', x'00ff', ' a
b '), ('00124', 'mười', 1e20, null, '', cast('chữ' as blob));
    create table trong (a); create view v as select * from "Hồ sơ";
    create trigger t after insert on trong begin delete from "Hồ sơ"; end;
    create virtual table tim using fts5(noi_dung); insert into tim values ('x');
    create table ao (a integer, b as (a + 1), c as (a + 2) stored); insert into ao (a) values (1);`);
  const { format, tables, warnings } = await readBytes('kho.db', bytes);
  expect(format).toBe('sqlite');
  expect(tables.map((table) => [table.name, table.columns, table.rows])).toEqual([
    [
      'Hồ sơ',
      ['ma', 'so', 'thuc', 'luc', 'ghi', 'c "d'],
      [
        ['00123', '9007199254740993', '0.1', '2024-01-05T10:20:30', '00ff', 'a\nb'],
        ['00124', 'mười', '100000000000000000000', null, '', 'chữ'],
      ],
    ],
    ['trong', ['a'], []],
    ['ao', ['a', 'c'], [['1', '3']]],
  ]);
  expect(warnings.map(({ code }) => code)).toEqual(['columns-unread', 'tables-unread']);
});

test('a database that was left with a journal of writing ahead is read as it stands', async () => {
  const bytes = databaseOf('pragma journal_mode = wal; create table t (a); insert into t values (1);');
  expect((await readOnlyTable('kho.db', bytes)).rows).toEqual([['1']]);
});

test('old codings in a table are known by its texts', async () => {
  const bytes = databaseOf(
    "create table t (a); insert into t values ('§¾k L¾k'), ('Bu«n Ma Thuét'), ('Hµ Néi'), ('ViÖt Nam');",
  );
  expect((await readOnlyTable('kho.db', bytes)).rows).toEqual([
    ['Đắk Lắk'],
    ['Buôn Ma Thuột'],
    ['Hà Nội'],
    ['Việt Nam'],
  ]);
});

test('what is too much of anything is refused by its name', async () => {
  const limits = { ...defaultReadLimits, tables: 3, columns: 5, rowBytes: 5000 };
  const refused = (statements: string) => readBytes('kho.db', databaseOf(statements), { limits });
  const many = Array.from(
    { length: 4 },
    (_, index) => `create table t${index} (a); insert into t${index} values (1);`,
  ).join('');
  await expect(refused(many)).rejects.toMatchObject({ code: 'too-many-tables' });
  await expect(refused('create table t (a, b, c, d, e, f); insert into t (a) values (1);')).rejects.toMatchObject({
    code: 'too-wide',
  });
  await expect(refused('create table t (a); insert into t values (zeroblob(6000));')).rejects.toMatchObject({
    code: 'row-too-long',
  });
});

test('a database that is damaged anywhere, or cut, ends in a code or in rows', async () => {
  const whole = databaseOf(
    'create table t (a, b); insert into t values (1, 2), (3, 4); create table u (c text); insert into u values (hex(randomblob(9000)));',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 40 }),
      fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
      async (faults, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        for (const { at, byte } of faults) if (at >= 16 && at < length) bytes[at] = byte;
        await readBytes('kho.db', bytes).catch((error: unknown) => expect(error).toBeInstanceOf(DomainError));
      },
    ),
    { numRuns: lawRuns(20) },
  );
});
