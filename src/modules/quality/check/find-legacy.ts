import type { DuckDBConnection } from '@duckdb/node-api';
import { legacySigns, mendLegacyCell } from '#platform/text/mend-legacy-cell.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
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
  const texts = compiled.columns.filter(({ field }) => field.type === 'string');
  const found = new Set<number>();
  if (texts.length === 0) return found;
  const odd = texts.map(
    (column) =>
      `case when not (${isPlainText(column.cell)}) then {field: ${column.index}, cell: ${cleanText(column)}} end`,
  );
  const result = await connection.stream(
    `select distinct odd.field, odd.cell
     from (select unnest([${odd.join(', ')}]) as odd
           from (select ${fieldCells(layout, texts)} from received where _look = 1))
     where regexp_matches(odd.cell, ${quoteText(legacySigns.oneOf)}) and not regexp_matches(odd.cell, ${quoteText(legacySigns.noneOf)})`,
  );
  const appender = await connection.createAppender('legacy', 'main', 'temp');
  for await (const rows of result.yieldRowsJson()) {
    for (const [field, cell] of rows) {
      const mended = typeof cell === 'string' ? mendLegacyCell(cell) : undefined;
      if (typeof field !== 'number' || typeof cell !== 'string' || mended === undefined) continue;
      found.add(field);
      appender.appendInteger(field);
      appender.appendVarchar(cell);
      appender.appendVarchar(mended.text);
      appender.endRow();
    }
  }
  appender.closeSync();
  return found;
}
