import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Migration } from './database.ts';
import { migrate } from './migrate.ts';

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase({ migrations: [], maxConnections: 25 });
});
afterAll(() => store.close());

function table(name: string): Migration {
  return {
    id: name,
    up: async (database) => {
      await database.schema.createTable(name).addColumn('id', 'bigint').execute();
    },
  };
}

test('folds Vietnamese to letters without accents, composed or not', async () => {
  const { rows } = await sql`
    select fold('Đường bộ Đắk Lắk') as composed, fold(normalize('Ương Ưu Ễnh', NFD)) as decomposed
  `.execute(store.database);
  expect(rows).toEqual([{ composed: 'duong bo dak lak', decomposed: 'uong uu enh' }]);
});

test('twenty at once run every step once', async () => {
  const steps = [table('many_1'), table('many_2'), table('many_3')];
  const ran = await Promise.all(Array.from({ length: 20 }, () => migrate(store.database, steps)));
  expect(ran.flat()).toEqual(['many_1', 'many_2', 'many_3']);
});

test('a step that fails leaves nothing behind, the steps before it stand, and it can be run again', async () => {
  const known = [table('many_1'), table('many_2'), table('many_3'), table('before')];
  const breaking: Migration = {
    id: 'breaking',
    up: async (database) => {
      await table('half').up(database);
      await sql`select no_such_function()`.execute(database);
    },
  };
  await expect(migrate(store.database, [...known, breaking])).rejects.toThrow('breaking');
  const { rows } = await sql`select to_regclass('before') is not null as before, to_regclass('half') as half`.execute(
    store.database,
  );
  expect(rows).toEqual([{ before: true, half: null }]);
  expect(await migrate(store.database, [...known, table('breaking')])).toEqual(['breaking']);
});

test('refuses a database that a newer version has changed, and two steps of one name', async () => {
  await expect(migrate(store.database, [])).rejects.toMatchObject({ code: 'database-newer' });
  await expect(migrate(store.database, [table('twice'), table('twice')])).rejects.toThrow('twice');
});

test('reads big integers as safe numbers, dates as text', async () => {
  const { rows } = await sql`select 9007199254740991::bigint as n, date '2026-11-22' as d`.execute(store.database);
  expect(rows).toEqual([{ n: 9007199254740991, d: '2026-11-22' }]);
  await expect(sql`select 9007199254740992::bigint`.execute(store.database)).rejects.toThrow('does not fit');
});
