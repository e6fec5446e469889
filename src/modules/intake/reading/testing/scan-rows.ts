import { DuckDBInstance } from '@duckdb/node-api';
import type { TextTable } from '#platform/tables/text-table.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';

/** What the engine makes of a table's storage: cells, and row and shape where the storage has them. */
export async function scanRows(
  tables: readonly TextTable[],
): Promise<readonly (readonly (readonly (string | null)[])[])[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    const scanned = [];
    for (const table of tables) {
      const reader = await connection.runAndReadAll(`select * from ${textTableScan(table)}`);
      scanned.push(reader.getRowsJson().map((row) => row.map((cell) => (cell === null ? null : String(cell)))));
    }
    return scanned;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
