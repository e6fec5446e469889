import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/duckdb.ts';
import { isPresent, plainText } from '../rules/field-columns.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { isErrorRule } from '../rules/rule.ts';
import type { RuleCounts } from '../score/score.ts';
import { isFailed, outcomeColumn } from './judge-sql.ts';
import { applicabilityBit, applicabilityOf } from './stage-sql.ts';

export interface Counts {
  readonly received: number;
  /** Of every rule that rejects, over all received rows. */
  readonly rules: readonly RuleCounts[];
  /** Indexes of rules that found something in single rows, of whatever severity. */
  readonly found: readonly number[];
  /** Indexes of fields with mended cells. */
  readonly mended: readonly number[];
}

/** Counts what the rules found. Rows that need not be looked at pass whatever applies to them. */
export async function countRules(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  judged: string,
): Promise<Counts> {
  const conditions = applicabilityOf(compiled);
  const clean = await firstRow(
    connection,
    `select count(*), ${conditions
      .map((_, bit) => `coalesce(sum(${applicabilityBit(bit)}), 0)::bigint`)
      .concat('0')
      .join(', ')}
     from received where _look = 0`,
  );
  const looked = await firstRow(
    connection,
    `select count(*), ${compiled.rules
      .flatMap((rule, index) =>
        rule.test === undefined
          ? ['0', '0', '0']
          : [
              `count(${outcomeColumn(index)})`,
              `count(*) filter (${isFailed(rule, index)})`,
              `count(*) filter (${outcomeColumn(index)} > 0)`,
            ],
      )
      .join(', ')}, ${compiled.columns.map(({ mend }) => `count(${mend})`).join(', ')}
     from read_parquet(${quoteText(judged)})`,
  );
  const doubled = await connection.runAndReadAll('select rule, count(*) from doubles group by rule');
  const doublesOf = new Map(doubled.getRowsJson().map(([rule, count]) => [Number(rule), Number(count)]));

  const cleanOf = (applies: string) =>
    applies === 'true' ? (clean[0] ?? 0) : (clean[1 + conditions.indexOf(applies)] ?? 0);
  const lookedOf = (index: number, which: number) => looked[1 + index * 3 + which] ?? 0;
  const received = (clean[0] ?? 0) + (looked[0] ?? 0);
  const rules: RuleCounts[] = [];
  for (const [index, rule] of compiled.rules.entries()) {
    if (!isErrorRule(rule)) continue;
    if (rule.test === undefined) {
      const applicable = await countPresent(connection, compiled, rule.fields, judged);
      rules.push({ criterion: rule.criterion, applicable, passed: applicable - (doublesOf.get(index) ?? 0) });
      continue;
    }
    const applicable = cleanOf(rule.test.applies) + lookedOf(index, 0);
    rules.push({ criterion: rule.criterion, applicable, passed: applicable - lookedOf(index, 1) });
  }
  return {
    received,
    rules,
    found: compiled.rules.flatMap((_, index) => (lookedOf(index, 2) > 0 ? [index] : [])),
    mended: compiled.columns.flatMap(({ index }) =>
      (looked[1 + compiled.rules.length * 3 + index] ?? 0) > 0 ? [index] : [],
    ),
  };
}

/** Rows in which all these fields hold a value that can be compared. */
async function countPresent(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  names: readonly string[],
  judged: string,
): Promise<number> {
  const columns = names.flatMap((name) => compiled.columns.find(({ field }) => field.name === name) ?? []);
  const clean = columns.map(({ field, cell }) => `nullif(${plainText(field, cell)}, '') is not null`).join(' and ');
  const looked = columns.map(isPresent).join(' and ');
  const required = columns.every(({ field }) => field.required);
  const [count] = await firstRow(
    connection,
    `select (select count(*) from received where _look = 0${required ? '' : ` and ${clean}`})
          + (select count(*) from read_parquet(${quoteText(judged)}) where ${looked})`,
  );
  return count ?? 0;
}

async function firstRow(connection: DuckDBConnection, sql: string): Promise<readonly number[]> {
  const result = await connection.runAndReadAll(sql);
  return (result.getRowsJson()[0] ?? []).map(Number);
}
