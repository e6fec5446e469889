import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Migration } from './database.ts';
import { migrate } from './migrate.ts';

let test1: TestDatabase;
beforeAll(async () => {
  test1 = await createTestDatabase({ migrations: [], maxConnections: 30 });
});
afterAll(() => test1.close());

test('folds Vietnamese to letters without accents, composed or not', async () => {
  const { rows } = await sql<{ a: string; b: string }>`
    select fold('Đường bộ Đắk Lắk') as a, fold(normalize('Ương Ưu Ễnh', NFD)) as b`.execute(test1.database);
  expect(rows).toEqual([{ a: 'duong bo dak lak', b: 'uong uu enh' }]);
});

test('twenty at once run every step once', async () => {
  const steps: Migration[] = [1, 2, 3].map((n) => ({
    id: `many-00${n}-table`,
    up: async (database) => {
      await sql`create table ${sql.raw(`many_${n}`)} (id int)`.execute(database);
    },
  }));
  const ran = await Promise.all(Array.from({ length: 20 }, () => migrate(test1.database, steps)));
  expect(ran.flat().sort()).toEqual(['many-001-table', 'many-002-table', 'many-003-table']);
});
