import type { DuckDBConnection } from '@duckdb/node-api';
import { mendLegacyCell } from '#platform/text/mend-legacy-cell.ts';
import { isPlainText } from '../reading/clean-text.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';
import { cleanText } from '../rules/field-columns.ts';

/**
 * Fills the table `legacy` (field, original, mended) with the texts that can be nothing but an old encoding. Every distinct
 * text is decided on once. Returns the indexes of the fields that have some.
 */
export async function findLegacy(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
): Promise<ReadonlySet<number>> {
  await connection.run('create or replace temp table legacy (field integer, original varchar, mended varchar)');
  const found = new Set<number>();
  const appender = await connection.createAppender('legacy', 'main', 'temp');
  for (const column of compiled.columns) {
    if (column.field.type !== 'string') continue;
    const result = await connection.stream(
      `select distinct ${cleanText(column)} as cell from (select _look, ${fieldCells(layout, [column])} from received)
       where _look = 1 and ${column.cell} is not null and not (${isPlainText(column.cell)})`,
    );
    for await (const rows of result.yieldRowsJson()) {
      for (const [cell] of rows) {
        const mended = typeof cell === 'string' ? mendLegacyCell(cell) : undefined;
        if (typeof cell !== 'string' || mended === undefined) continue;
        found.add(column.index);
        appender.appendInteger(column.index);
        appender.appendVarchar(cell);
        appender.appendVarchar(mended.text);
        appender.endRow();
      }
    }
  }
  appender.closeSync();
  return found;
}
