import type { DuckDBConnection } from '@duckdb/node-api';
import { codesValidOn, type CodeList } from '#modules/dictionary/index.ts';
import { allValues } from './value-table.ts';

/** How much of a column is a code list's, read on a day. */
export interface ListMatch {
  readonly list: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Whether that day is the one of the receipt. */
  readonly today: boolean;
  /** Rows whose value is a code, and how many different codes they are. */
  readonly rows: number;
  readonly codes: number;
  /** Rows whose value is a code's name. */
  readonly named: number;
}

/** Days on which lists changed that are tried beside the day of receipt, the latest ones. */
const formerDays = 2;

/** Looks every column's values up in every code list, as it stood on the day of receipt and before its last changes. */
export async function matchLists(
  connection: DuckDBConnection,
  lists: readonly CodeList[],
  receivedOn: string,
): Promise<ReadonlyMap<number, readonly ListMatch[]>> {
  const codes = lists.flatMap((list) =>
    [receivedOn, ...daysBefore(list, receivedOn)].flatMap((day) =>
      codesValidOn(list, day).map(({ code, name }) => [list.id, day, code.normalize('NFC'), name.vi.normalize('NFC')]),
    ),
  );
  // As one JSON text: thousands of literals take the engine longer to plan than to run.
  await connection.run(
    `create or replace temp table profiled_codes as
    select one[1] as list, one[2] as day, one[3] as code, one[4] as name
    from (select unnest(from_json($1, '[["VARCHAR"]]')) as one)`,
    [JSON.stringify(codes)],
  );
  const reader = await connection.runAndReadAll(`
    select c, list, day, sum(n) filter (not naming), count(distinct text) filter (not naming), sum(n) filter (naming)
    from (
      select c, list, day, n, text, false as naming from ${allValues} join profiled_codes on text = code
      union all
      select c, list, day, n, text, true from ${allValues} join (select distinct list, day, name from profiled_codes) on text = name
    )
    group by c, list, day order by c, list, day desc`);
  const matches = new Map<number, ListMatch[]>();
  for (const [c, list, day, rows, codes, named] of reader.getRowsJson()) {
    const match: ListMatch = {
      list: String(list),
      day: String(day),
      today: day === receivedOn,
      rows: Number(rows),
      codes: Number(codes),
      named: Number(named),
    };
    matches.set(Number(c), [...(matches.get(Number(c)) ?? []), match]);
  }
  return matches;
}

function daysBefore(list: CodeList, receivedOn: string): readonly string[] {
  const ends = list.codes.flatMap(({ validTo }) => (validTo !== null && validTo < receivedOn ? [validTo] : []));
  return [...new Set(ends)].toSorted().slice(-formerDays);
}
