import type { DuckDBConnection } from '@duckdb/node-api';
import type { SiftedRows } from '#platform/tables/row-sieve.ts';
import { isPresent } from '../rules/field-columns.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { isErrorRule, type Rule } from '../rules/rule.ts';
import type { RuleCounts } from '../score/score.ts';
import { isFailed, outcomeColumn } from './judge-sql.ts';
import { markReader } from './marks.ts';

export interface Counts {
  readonly received: number;
  /** Of every rule that rejects, over all received rows. */
  readonly rules: readonly RuleCounts[];
  /** Indexes of rules that found something in single rows, of whatever severity. */
  readonly found: readonly number[];
  /** Indexes of fields with mended cells. */
  readonly mended: readonly number[];
}

/**
 * Counts what the rules found. Rows that need not be looked at, and those that a sieve took, pass whatever applies to
 * them.
 */
export async function countRules(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  judged: string,
  sifted?: SiftedRows,
): Promise<Counts> {
  const { rules, columns } = compiled;
  const markOf = markReader(compiled);
  const [clean = 0, ...applies] = await sums(
    connection,
    ['count(*)', ...rules.map((rule) => `coalesce(sum(${markOf(rule.applies)}), 0)::bigint`)],
    `received where _look = 0${sifted === undefined ? '' : ' and _row not in (select _row from witnesses)'}`,
  );
  const [looked = 0, ...found] = await sums(
    connection,
    [
      'count(*)',
      ...rules.flatMap((rule, index) => findingCounts(compiled, rule, index)),
      ...columns.map(({ mend }) => `count(${mend})`),
    ],
    judged,
  );
  const doubled = await connection.runAndReadAll('select rule, count(*) from doubles group by rule');
  const doublesOf = new Map(doubled.getRowsJson().map(([rule, count]) => [Number(rule), Number(count)]));

  const foundOf = (index: number) => found.slice(index * 3, index * 3 + 3);
  const counts = rules.flatMap((rule, index) => {
    if (!isErrorRule(rule)) return [];
    const [put = 0, failed = 0] = foundOf(index);
    const applicable = (applies[index] ?? 0) + put + (sifted?.applies.get(rule.id) ?? 0);
    return [{ criterion: rule.criterion, applicable, passed: applicable - failed - (doublesOf.get(index) ?? 0) }];
  });
  return {
    received: clean + looked + (sifted?.taken ?? 0),
    rules: counts,
    found: rules.flatMap((_, index) => ((foundOf(index)[2] ?? 0) > 0 ? [index] : [])),
    mended: columns.flatMap(({ index }) => ((found[rules.length * 3 + index] ?? 0) > 0 ? [index] : [])),
  };
}

/** Of the rows that were looked at: to how many the rule could be put, how many fail it, in how many it found something. */
function findingCounts({ columns }: CompiledContract, rule: Rule, index: number): readonly string[] {
  if (rule.test === undefined) {
    const compared = columns.filter(({ field }) => rule.fields.includes(field.name)).map(isPresent);
    return [countIf(compared.join(' and ') || 'true'), '0', '0'];
  }
  const outcome = outcomeColumn(index);
  return [`count(${outcome})`, countIf(isFailed(rule, index)), countIf(`${outcome} > 0`)];
}

/** By a sum, since an aggregate with a filter of its own holds a batch of everything that is summed. */
function countIf(condition: string): string {
  return `coalesce(sum(case when ${condition} then 1 end), 0)::bigint`;
}

const summedTogether = 300;

/** One row, asked for in pieces. */
async function sums(
  connection: DuckDBConnection,
  expressions: readonly string[],
  relation: string,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let first = 0; first < expressions.length; first += summedTogether) {
    const some = expressions.slice(first, first + summedTogether);
    const result = await connection.runAndReadAll(`select ${some.join(', ')} from ${relation}`);
    found.push(...(result.getRowsJson()[0] ?? []).map(Number));
  }
  return found;
}
