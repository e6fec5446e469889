import { quoteText } from '#platform/duckdb/quote.ts';
import { isErrorRule } from '../rules/rule.ts';
import { isFailed } from './judge-sql.ts';
import type { Writing } from './write-outcome.ts';

/**
 * A relation of the broken rows (`_n`) with the rules that each of them breaks by itself, one after the other (`broken`).
 * Every row of a file may be broken: the names are put together within a row, since gathering texts by row would have to
 * hold them all.
 */
export async function brokenReasons({ connection, compiled, counts, judged, widths }: Writing): Promise<string> {
  const found = new Set(counts.found);
  const failures = compiled.rules.flatMap((rule, index) =>
    found.has(index) && rule.test !== undefined && isErrorRule(rule)
      ? [`case when ${isFailed(rule, index)} then ${quoteText(rule.id)} end`]
      : [],
  );
  let reasons = named(judged, failures.slice(0, widths.named));
  for (let first = widths.named; first < failures.length; first += widths.named) {
    const table = `reasons_to_${first}`;
    const next = named(judged, failures.slice(first, first + widths.named));
    await connection.run(
      `create or replace table ${table} as
       select _n, nullif(concat_ws('; ', a.broken, b.broken), '') as broken from ${reasons} as a join ${next} as b using (_n)`,
    );
    if (first > widths.named) await connection.run(`drop table ${reasons}`);
    reasons = table;
  }
  return reasons;
}

function named(judged: string, failures: readonly string[]): string {
  return `(select _n, ${textOf(failures)} as broken from ${judged} where _broken)`;
}

/** The texts that are there, one after the other; null where none is. */
export function textOf(texts: readonly string[]): string {
  return texts.length === 0 ? 'null::varchar' : `nullif(concat_ws('; ', ${texts.join(', ')}), '')`;
}
