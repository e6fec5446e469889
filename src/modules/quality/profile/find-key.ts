import type { DuckDBConnection } from '@duckdb/node-api';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import type { TextTable } from '#platform/tables/text-table.ts';

/** Rows on which most combinations fail, before the rest are put to all rows. */
const firstRows = 20_000;
const mostTried = 6;
/** Each count of distinct values takes memory of its own, however few they are. */
const atOnce = 16;

/**
 * The first of the combinations (columns' places) that no two rows have in common; undefined: there is none among those
 * that were tried. Cells are compared as they were sent.
 */
export async function findKey(
  connection: DuckDBConnection,
  table: TextTable,
  combinations: readonly (readonly number[])[],
): Promise<readonly number[] | undefined> {
  if (combinations.length === 0 || table.rowCount === 0) return undefined;
  let tried = 0;
  for (let start = 0; start < combinations.length; start += atOnce) {
    const some = combinations.slice(start, start + atOnce);
    const { rows, counts } = await countDistinct(connection, table, some, firstRows);
    for (const combination of some.filter((_, index) => counts[index] === rows)) {
      if (rows === table.rowCount) return combination;
      if (tried === mostTried) return undefined;
      tried += 1;
      const whole = await countDistinct(connection, table, [combination]);
      if (whole.counts[0] === whole.rows) return combination;
    }
  }
  return undefined;
}

async function countDistinct(
  connection: DuckDBConnection,
  table: TextTable,
  combinations: readonly (readonly number[])[],
  limit?: number,
): Promise<{ readonly rows: number; readonly counts: readonly number[] }> {
  const used = [...new Set(combinations.flat())].map((column) => `c${column}`);
  const hashes = combinations.map(
    (combination) => `count(distinct hash(${combination.map((column) => `c${column}`).join(', ')}))`,
  );
  const reader = await connection.runAndReadAll(
    `select count(*), ${hashes.join(', ')}
    from (select ${used.join(', ')} from ${textTableScan(table)} ${limit === undefined ? '' : `limit ${limit}`})`,
  );
  const [rows, ...counts] = (reader.getRowsJson()[0] ?? []).map(Number);
  return { rows: rows ?? 0, counts };
}
