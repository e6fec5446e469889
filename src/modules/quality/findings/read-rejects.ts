import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { keptFinding, type KeptFinding } from './read-findings.ts';

/** A row of the reject ledger. */
export interface KeptReject {
  readonly table: string | null;
  readonly row: number;
  readonly kind: 'rejected' | 'duplicate';
  readonly reasons: readonly string[];
  /** By column of the ledger, in its order. */
  readonly values: readonly (readonly [string, string | null])[];
  /** Whether `isCorrected` holds of it. */
  readonly corrected: boolean;
}

/** Values of a page. A row of more than that is a page of its own. */
export const mostRejectedValues = 50_000;

export interface RejectsPage {
  readonly offset: number;
  /** Of a wide table there are fewer rows on a page: see `mostRejectedValues`. */
  readonly limit: number;
  /** Only rows in which this rule, or a rule of this field, found something. */
  readonly rule?: string;
  readonly field?: string;
  /** Only rejected rows that `isCorrected` does not hold of. */
  readonly open?: boolean;
}

export interface RejectsSource {
  readonly connection: DuckDBConnection;
  /** SQL with the columns of a rejects file, masked already. */
  readonly rejects: string;
  readonly findings: string;
  /** SQL over `place`: whether a correction took in something for the row. */
  readonly isCorrected: string;
}

/** A page of the ledger in the order of its rows, and how many rows there are under its filter. */
export async function readRejects(
  { connection, rejects, findings, isCorrected }: RejectsSource,
  page: RejectsPage,
): Promise<{ readonly items: readonly KeptReject[]; readonly total: number }> {
  const places = `(select *, row_number() over () as _n from ${rejects}) as place`;
  const rows = `${places} ${filter(findings, isCorrected, page)}`;
  const counted = await connection.runAndReadAll(`select count(*) from ${rows}`);
  const described = await connection.runAndReadAll(`describe select * from ${rejects}`);
  const columns = described.getRowsJson().flatMap(([name]) => (ledgerColumns.has(String(name)) ? [] : String(name)));
  const limit = Math.min(page.limit, Math.max(1, Math.floor(mostRejectedValues / Math.max(1, columns.length))));
  const chosen = await connection.runAndReadAll(
    `select _n, _table, _row, _kind, _reasons, ${isCorrected} from ${rows} order by _n limit ${limit} offset ${page.offset}`,
  );
  const positions = chosen.getRowsJson().map(([position]) => Number(position));
  const values = await readValues(connection, { places, positions, columns });
  const items = chosen.getRowsJson().map(([position, table, row, kind, reasons, corrected]) => ({
    table: text(table),
    row: Number(row),
    // The file is our own: it has these words and no others.
    kind: kind as KeptReject['kind'],
    reasons: (text(reasons) ?? '').split('; ').filter((reason) => reason !== ''),
    values: values.get(Number(position)) ?? [],
    corrected: corrected === true,
  }));
  return { items, total: Number(counted.getRowsJson()[0]?.[0]) };
}

const ledgerColumns: ReadonlySet<string> = new Set(['_table', '_row', '_kind', '_reasons']);

/** The engine holds a batch of some thousand rows of every column that it reads, however few rows are chosen. */
const columnsAtOnce = 100;

/** The values of rows by their positions, apart from the choice of rows and a few columns at a time. */
async function readValues(
  connection: DuckDBConnection,
  {
    places,
    positions,
    columns,
  }: {
    readonly places: string;
    readonly positions: readonly number[];
    readonly columns: readonly string[];
  },
): Promise<ReadonlyMap<number, KeptReject['values']>> {
  const values = new Map(positions.map((position): [number, (readonly [string, string | null])[]] => [position, []]));
  if (positions.length === 0) return values;
  for (let first = 0; first < columns.length; first += columnsAtOnce) {
    const some = columns.slice(first, first + columnsAtOnce);
    const read = await connection.runAndReadAll(
      `select _n, ${some.map(quoteName).join(', ')} from ${places}
       where _n between ${positions[0]} and ${positions.at(-1)} and _n in (${positions.join(', ')})`,
    );
    for (const [position, ...cells] of read.getRowsJson()) {
      values.get(Number(position))?.push(...cells.map((cell, index) => [some[index] ?? '', text(cell)] as const));
    }
  }
  return values;
}

/** The findings of single rows, in the order of rows and rules. */
export async function readFindingsOf(
  connection: DuckDBConnection,
  findings: string,
  rows: readonly Pick<KeptReject, 'table' | 'row'>[],
): Promise<readonly KeptFinding[]> {
  if (rows.length === 0) return [];
  const places = rows.map(({ table, row }) => `(${table === null ? 'null' : quoteText(table)}, ${row})`);
  const read = await connection.runAndReadAll(
    `select _table, _row, rule, field, value, problem, severity, context
     from read_parquet(${quoteText(findings)}) as found
     where exists (select 1 from (values ${places.join(', ')}) as places (in_table, in_row)
       where in_row = found._row and in_table is not distinct from found._table)
     order by _n, rule_order`,
  );
  return read.getRowsJson().map(keptFinding);
}

function filter(findings: string, isCorrected: string, { rule, field, open = false }: RejectsPage): string {
  const asked = [
    ...(rule === undefined ? [] : [`rule = ${quoteText(rule)}`]),
    ...(field === undefined ? [] : [`field = ${quoteText(field)}`]),
  ];
  const found =
    `exists (select 1 from read_parquet(${quoteText(findings)}) as found` +
    ` where found._row = place._row and found._table is not distinct from place._table and ${asked.join(' and ')})`;
  const conditions = [
    ...(asked.length === 0 ? [] : [found]),
    ...(open ? [`_kind = 'rejected' and not (${isCorrected})`] : []),
  ];
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
