import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { presentFindings } from './present-findings.ts';

export interface SuggestedMend {
  readonly rule: string;
  readonly field: string;
  readonly value: string;
  readonly suggestion: string;
  readonly rows: number;
}

export interface SuggestMendsInput {
  readonly connection: DuckDBConnection;
  readonly contract: Contract;
  readonly codeLists: CodeLists;
  /** SQL of findings, as a findings file has them, of the rows that can be mended. */
  readonly findings: string;
}

/** Equal values of a field with equal problems have one suggestion: so many of them are put into words at a time. */
const batch = 2000;

/**
 * Fills the table `suggestions` (rule, field, value, problem, context, suggestion, rows): every value that a rule found at
 * fault and for which one mend is certain. Memory does not grow with the number of findings.
 */
export async function suggestMends({ connection, contract, codeLists, findings }: SuggestMendsInput): Promise<void> {
  await connection.run(
    `create or replace temp table faults as
     select *, row_number() over (order by rule, field, value, problem, context) as n
     from (
       select rule, field, value, problem, context, count(*) as rows from ${findings} as found
       where severity = 'error' and field is not null and value is not null
         and regexp_matches(rule, '\\.(semantic|enum|code-list)$')
       group by all
     )`,
  );
  await connection.run(
    `create or replace temp table suggestions
     (rule varchar, field varchar, value varchar, problem varchar, context varchar, suggestion varchar, rows bigint)`,
  );
  for (let first = 1; ; first += batch) {
    const read = await connection.runAndReadAll(
      `select rule, field, value, problem, context, n from faults where n between ${first} and ${first + batch - 1} order by n`,
    );
    const faults = read.getRowsJson();
    if (faults.length === 0) return;
    const suggested = faults.flatMap(([rule, field, value, problem, context, n]): readonly string[] => {
      const kept = {
        table: null,
        row: 0,
        rule: String(rule),
        field: String(field),
        value: String(value),
        problem: String(problem),
        severity: 'error' as const,
        context: context === null ? null : String(context),
      };
      const [finding] = presentFindings(contract, [kept], { codeLists });
      const { suggestion } = finding ?? {};
      return suggestion === undefined || suggestion === value ? [] : [`(${Number(n)}, ${quoteText(suggestion)})`];
    });
    if (suggested.length > 0) {
      await connection.run(
        `insert into suggestions
         select rule, field, value, problem, context, suggestion, rows
         from (values ${suggested.join(', ')}) as suggested (n, suggestion) join faults using (n)`,
      );
    }
  }
}

/** The commonest first. */
export async function readSuggestions(
  connection: DuckDBConnection,
  page: { readonly fields: readonly string[]; readonly limit: number },
): Promise<readonly SuggestedMend[]> {
  if (page.fields.length === 0) return [];
  const read = await connection.runAndReadAll(
    `select rule, field, value, suggestion, sum(rows)::bigint as rows from suggestions
     where field in (${page.fields.map(quoteText).join(', ')})
     group by all order by rows desc, rule, field, value limit ${page.limit}`,
  );
  return read.getRowsJson().map(([rule, field, value, suggestion, rows]) => ({
    rule: String(rule),
    field: String(field),
    value: String(value),
    suggestion: String(suggestion),
    rows: Number(rows),
  }));
}
