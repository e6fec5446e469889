import type { DuckDBConnection } from '@duckdb/node-api';
import type { LegacyCoding } from '#platform/text/legacy-codings.ts';
import { legacySigns, mendLegacyCell } from '#platform/text/mend-legacy-cell.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { isPlainText } from '../reading/clean-text.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';
import { cleanText } from '../rules/field-columns.ts';

/**
 * Fills the table `legacy` (field, original, mended) with the texts that can be nothing but an old encoding, or in the one that
 * most texts of their column are in. Every distinct text is decided on alone. Returns the indexes of the fields that have some.
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
  const candidates = `select distinct odd.field, odd.cell
     from (select unnest([${odd.join(', ')}]) as odd
           from (select ${fieldCells(layout, texts)} from received where _look = 1))
     where regexp_matches(odd.cell, ${quoteText(legacySigns.oneOf)}) and not regexp_matches(odd.cell, ${quoteText(legacySigns.noneOf)})`;
  const votes = createVotes();
  for await (const { field, cell } of cellsOf(connection, candidates)) votes.add(field, mendLegacyCell(cell)?.legacy);
  if (votes.isEmpty()) return found;
  const appender = await connection.createAppender('legacy', 'main', 'temp');
  for await (const { field, cell } of cellsOf(connection, candidates)) {
    const mended = mendLegacyCell(cell, votes.majority(field));
    if (mended === undefined) continue;
    found.add(field);
    appender.appendInteger(field);
    appender.appendVarchar(cell);
    appender.appendVarchar(mended.text);
    appender.endRow();
  }
  appender.closeSync();
  return found;
}

interface OddCell {
  readonly field: number;
  readonly cell: string;
}

async function* cellsOf(connection: DuckDBConnection, sql: string): AsyncGenerator<OddCell> {
  const result = await connection.stream(sql);
  for await (const rows of result.yieldRowsJson()) {
    for (const [field, cell] of rows) if (typeof field === 'number' && typeof cell === 'string') yield { field, cell };
  }
}

/** Which coding most cells are certainly in: of a column, or of the table where the column itself does not say. */
function createVotes() {
  const counts = new Map<number | 'table', Map<LegacyCoding, number>>();
  const count = (key: number | 'table', coding: LegacyCoding): void => {
    const column = counts.get(key) ?? new Map<LegacyCoding, number>();
    counts.set(key, column.set(coding, (column.get(coding) ?? 0) + 1));
  };
  return {
    add: (field: number, coding: LegacyCoding | undefined): void => {
      if (coding === undefined) return;
      count(field, coding);
      count('table', coding);
    },
    isEmpty: () => counts.size === 0,
    majority: (field: number): LegacyCoding | undefined =>
      [...(counts.get(field) ?? counts.get('table') ?? [])].toSorted(([, one], [, other]) => other - one)[0]?.[0],
  };
}
