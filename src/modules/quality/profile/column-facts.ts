import type { DuckDBConnection } from '@duckdb/node-api';
import { ambiguousNumber } from '../reading/number-style.ts';
import { allValues } from './value-table.ts';

/** What the texts of a column look like, whatever they mean. Counts are rows unless said otherwise. */
export interface ColumnFacts {
  readonly rows: number;
  readonly missing: number;
  /** Values. */
  readonly distinct: number;
  readonly minLength: number;
  readonly maxLength: number;
  /** Digits alone, the first of them a zero: as a number it would lose it. */
  readonly leadingZeros: number;
  readonly digitsOnly: number;
  /** `1.23E+11`: what a spreadsheet leaves of long digits. */
  readonly scientific: number;
  /** Fewest and most digits of texts of digits alone. */
  readonly minDigits: number;
  readonly maxDigits: number;
  /** Most digits of any text that looks like a number, and most behind its point. */
  readonly significantDigits: number;
  readonly decimals: number;
  /** The same of texts that cannot mean thousands. */
  readonly sureDecimals: number;
  /** `1.234`, `1,234`: thousands or decimals. */
  readonly ambiguous: number;
  /** More than one group of three: surely thousands. */
  readonly grouped: number;
  /** Whole numbers of four digits and more without groups. */
  readonly ungrouped: number;
  /** As plain numbers. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** The one shape that all texts have, a digit written 9, a capital A; null: several. */
  readonly shape: string | null;
  /** The commonest values, commonest first; all of them where `distinct` is no more than their number. */
  readonly frequent: readonly FrequentText[];
  /** Short texts without a digit, commonest first, and how many values they are in all. */
  readonly words: readonly FrequentText[];
  readonly distinctWords: number;
}

export interface FrequentText {
  readonly text: string;
  readonly rows: number;
}

export const mostFrequent = 40;
/** More than one group of three. */
const surelyGrouped = '[-+]?\\d{1,3}(?:\\.\\d{3}){2,}(?:,\\d+)?|[-+]?\\d{1,3}(?:,\\d{3}){2,}(?:\\.\\d+)?';
const isWord = `length(text) <= 20 and not regexp_matches(text, '\\d')`;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** One statement for all columns. By column, in order. */
export async function readColumnFacts(connection: DuckDBConnection, width: number): Promise<readonly ColumnFacts[]> {
  const reader = await connection.runAndReadAll(`select c,
      sum(n), coalesce(sum(n) filter (text is null), 0), count(text),
      coalesce(min(length(text)), 0), coalesce(max(length(text)), 0),
      coalesce(sum(n) filter (digits and text[1] = '0' and length(text) > 1), 0),
      coalesce(sum(n) filter (digits), 0),
      coalesce(min(length(text)) filter (digits), 0), coalesce(max(length(text)) filter (digits), 0),
      coalesce(max(length(number_text) - (number_text[1] in ('+', '-'))::tinyint - contains(number_text, '.')::tinyint), 0),
      coalesce(max(length(number_text) - strpos(number_text, '.')) filter (strpos(number_text, '.') > 0), 0),
      coalesce(max(length(number_text) - strpos(number_text, '.')) filter (
        strpos(number_text, '.') > 0 and not (parted and regexp_full_match(text, '${ambiguousNumber}'))), 0),
      coalesce(sum(n) filter (parted and regexp_full_match(text, '${ambiguousNumber}')), 0),
      coalesce(sum(n) filter (parted and regexp_full_match(text, '${surelyGrouped}')), 0),
      coalesce(sum(n) filter (digits and length(text) > 3), 0),
      min(try_cast(number_text as double)), max(try_cast(number_text as double)),
      coalesce(count(*) filter (case when not digits then ${isWord} end), 0),
      coalesce(sum(n) filter (case when not digits then regexp_full_match(text, '\\d(?:[.,]\\d+)?[eE]\\+?\\d+') end), 0)
    from (
      select *,
        case when digits and length(text) <= 300 or regexp_full_match(text, '[-+]?\\d{1,300}(?:\\.\\d+)?') then text end
          as number_text,
        case when contains(text, '.') or contains(text, ',') then regexp_matches(text, '\\d[.,]\\d{3}') else false end as parted
      from (select *, regexp_full_match(text, '\\d+') as digits from ${allValues})
    )
    group by c order by c`);
  const facts = new Map(reader.getRowsJson().map((row) => [Number(row[0]), factsOf(row)]));
  const frequent = await readFrequent(connection, facts);
  const shapes = await readShapes(connection, facts);
  return Array.from({ length: width }, (_, column) => ({
    ...(facts.get(column) ?? nothing),
    shape: shapes.get(column) ?? null,
    ...(frequent.get(column) ?? { frequent: [], words: [] }),
  }));
}

/** Asked only of columns whose texts are of one length: to spell out a shape costs more than all other facts. */
async function readShapes(
  connection: DuckDBConnection,
  facts: ReadonlyMap<number, Counted>,
): Promise<ReadonlyMap<number, string>> {
  const even = [...facts].flatMap(([column, { minLength, maxLength }]) =>
    minLength === maxLength && maxLength > 0 ? [column] : [],
  );
  if (even.length === 0) return new Map();
  const reader = await connection.runAndReadAll(`select c, min(shape)
    from (
      select c, translate(text, '0123456789${letters}', '9999999999${'A'.repeat(26)}') as shape
      from ${allValues} where text is not null and c in (${even.join(', ')})
    )
    group by c having min(shape) = max(shape)`);
  return new Map(reader.getRowsJson().map(([c, shape]) => [Number(c), String(shape)]));
}

type Counted = Omit<ColumnFacts, 'frequent' | 'words' | 'shape'>;

/** Of a column with many values only those are ranked that a thousandth of its rows have. */
async function readFrequent(
  connection: DuckDBConnection,
  facts: ReadonlyMap<number, Counted>,
): Promise<ReadonlyMap<number, Pick<ColumnFacts, 'frequent' | 'words'>>> {
  const few = [...facts].filter(([, { distinct }]) => distinct <= 1000).map(([column]) => column);
  const rows = Math.max(0, ...[...facts.values()].map((column) => column.rows));
  const reader = await connection.runAndReadAll(`select c,
      to_json(max({n: n, text: text}, ${mostFrequent})),
      to_json(max({n: n, text: text}, ${mostFrequent}) filter (${isWord}))
    from ${allValues}
    where text is not null and (n >= ${Math.ceil(rows / 1000)} or c in (${[-1, ...few].join(', ')}))
    group by c`);
  return new Map(
    reader
      .getRowsJson()
      .map(([c, frequent, words]) => [Number(c), { frequent: textsOf(frequent), words: textsOf(words) }]),
  );
}

function factsOf(row: readonly unknown[]): Counted {
  const count = (index: number) => Number(row[index]);
  const bound = (index: number) => (row[index] === null ? null : Number(row[index]));
  return {
    rows: count(1),
    missing: count(2),
    distinct: count(3),
    minLength: count(4),
    maxLength: count(5),
    leadingZeros: count(6),
    digitsOnly: count(7),
    minDigits: count(8),
    maxDigits: count(9),
    significantDigits: count(10),
    decimals: count(11),
    sureDecimals: count(12),
    ambiguous: count(13),
    grouped: count(14),
    ungrouped: count(15),
    minimum: bound(16),
    maximum: bound(17),
    distinctWords: count(18),
    scientific: count(19),
  };
}

function textsOf(json: unknown): readonly FrequentText[] {
  if (typeof json !== 'string') return [];
  // What the statement above has just written.
  return (JSON.parse(json) as { readonly n: number; readonly text: string }[]).map(({ n, text }) => ({
    text,
    rows: n,
  }));
}

/** Of a table without rows. */
const nothing: Counted = {
  rows: 0,
  missing: 0,
  distinct: 0,
  minLength: 0,
  maxLength: 0,
  leadingZeros: 0,
  digitsOnly: 0,
  scientific: 0,
  minDigits: 0,
  maxDigits: 0,
  significantDigits: 0,
  decimals: 0,
  sureDecimals: 0,
  ambiguous: 0,
  grouped: 0,
  ungrouped: 0,
  minimum: null,
  maximum: null,
  distinctWords: 0,
};
