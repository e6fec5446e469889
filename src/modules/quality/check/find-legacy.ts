import type { DuckDBConnection } from '@duckdb/node-api';
import type { LegacyCoding } from '#platform/text/legacy-codings.ts';
import { createLegacyMender, legacySigns, needsNoVote } from '#platform/text/mend-legacy-cell.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { isPlainText } from '../reading/clean-text.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';
import { cleanText, type FieldColumns } from '../rules/field-columns.ts';

/**
 * Fills the table `odd_texts` (field, cell) with the distinct texts that may be in an old encoding; where rows are `few`, the
 * table `odd_cells` with them and the row of each (`_n`) besides.
 */
export async function findOddTexts(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  few: boolean,
): Promise<void> {
  const texts = textsOf(compiled);
  const odd = texts.map(
    (column) =>
      `case when not (${isPlainText(column.cell)}) then {field: ${column.index}, cell: ${cleanText(column)}} end`,
  );
  const cells = texts.length === 0 ? '' : `, ${fieldCells(layout, texts)}`;
  const found = `from (select _n, unnest([${odd.join(', ')}]::struct(field integer, cell varchar)[]) as odd
           from (select _n${cells} from received where _look = 1))
     where regexp_matches(odd.cell, ${quoteText(legacySigns.oneOf)}) and not regexp_matches(odd.cell, ${quoteText(legacySigns.noneOf)})`;
  if (few) await connection.run(`create or replace table odd_cells as select _n, odd.field, odd.cell ${found}`);
  const distinct = few ? 'select distinct field, cell from odd_cells' : `select distinct odd.field, odd.cell ${found}`;
  await connection.run(`create or replace table odd_texts as ${distinct}`);
}

/**
 * Fills the table `legacy` (field, original, mended) with those of `odd_texts` that can be nothing but an old encoding, or in the
 * one that most texts of their column are in. Every text is decided on alone. Returns the indexes of the fields that have some.
 */
export async function findLegacy(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  schema: string,
  page = textsOfAPage,
): Promise<ReadonlySet<number>> {
  await connection.run(
    'create or replace table legacy (field integer, original varchar, mended varchar, coding varchar)',
  );
  const texts = textsOf(compiled);
  const found = new Set<number>();
  const votes = createVotes();
  const mendCell = createLegacyMender();
  const mend = async (table: string, into: string): Promise<void> => {
    for await (const cells of pagesOf(connection, table, page)) {
      const appender = await connection.createAppender(into, schema, 'memory');
      for (const { field, cell } of cells) {
        const mended = mendCell(cell, votes.majority(field));
        if (mended === undefined) continue;
        found.add(field);
        appender.appendInteger(field);
        appender.appendVarchar(cell);
        appender.appendVarchar(mended.text);
        appender.appendVarchar(mended.legacy);
        appender.endRow();
      }
      appender.closeSync();
    }
  };
  await mend('odd_texts', 'legacy');
  const counted = await connection.runAndReadAll(
    'select field, coding, count(*)::integer from legacy group by all order by all',
  );
  // The codings are those that were written above.
  for (const [field, coding, cells] of counted.getRows())
    votes.add(Number(field), coding as LegacyCoding, Number(cells));
  // What was not in its column's coding is looked at again; what was in none, where a vote can change that.
  const again = texts.flatMap(({ index }) => {
    const majority = votes.majority(index);
    if (majority === undefined) return [];
    return `(odd_texts.field = ${index} and coding ${needsNoVote.has(majority) ? '<>' : 'is distinct from'} ${quoteText(majority)})`;
  });
  if (again.length > 0) {
    await connection.run('create or replace table legacy_again as from legacy limit 0');
    await connection.run(
      `create or replace table odd_again as
       select odd_texts.field, cell from odd_texts left join legacy on legacy.field = odd_texts.field and original = cell
       where ${again.join(' or ')}`,
    );
    await mend('odd_again', 'legacy_again');
    await connection.run('drop table odd_again');
    await connection.run('delete from legacy where (field, original) in (select field, original from legacy_again)');
    await connection.run('insert into legacy from legacy_again');
    await connection.run('drop table legacy_again');
  }
  await connection.run('drop table odd_texts');
  return found;
}

function textsOf({ columns }: CompiledContract): readonly FieldColumns[] {
  return columns.filter(({ field }) => field.type === 'string');
}

interface OddCell {
  readonly field: number;
  readonly cell: string;
}

const textsOfAPage = 50_000;

/**
 * What stands in a table that nobody has taken rows from, some at a time and whole before it is handed over: an appender that
 * writes would end what the same connection still streams, and nothing would say so.
 */
async function* pagesOf(connection: DuckDBConnection, table: string, page: number): AsyncGenerator<OddCell[]> {
  const counted = await connection.runAndReadAll(`select count(*) from ${table}`);
  const count = Number(counted.getRowsJson()[0]?.[0]);
  for (let from = 0; from < count; from += page) {
    const read = await connection.runAndReadAll(
      `select field, cell from ${table} where rowid >= ${from} and rowid < ${from + page}`,
    );
    const cells = read.getRowsJson().map(([field, cell]) => ({ field: Number(field), cell: String(cell) }));
    if (cells.length !== Math.min(page, count - from)) throw new Error(`not every text of ${table} was read`);
    yield cells;
  }
}

/** Which coding most cells are certainly in: of a column, or of the table where the column itself does not say. */
function createVotes() {
  const counts = new Map<number | 'table', Map<LegacyCoding, number>>();
  const count = (key: number | 'table', coding: LegacyCoding, cells: number): void => {
    const column = counts.get(key) ?? new Map<LegacyCoding, number>();
    counts.set(key, column.set(coding, (column.get(coding) ?? 0) + cells));
  };
  return {
    add: (field: number, coding: LegacyCoding, cells: number): void => {
      count(field, coding, cells);
      count('table', coding, cells);
    },
    majority: (field: number): LegacyCoding | undefined =>
      [...(counts.get(field) ?? counts.get('table') ?? [])].toSorted(([, one], [, other]) => other - one)[0]?.[0],
  };
}
