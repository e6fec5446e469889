import type { DuckDBConnection } from '@duckdb/node-api';
import type { CheckResult, RuleFindings, Severity } from '#api/quality.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { Rule } from '../rules/rule.ts';

export interface OutcomeFiles {
  readonly accepted: string | null;
  readonly rejects: string | null;
  readonly findings: string;
  readonly originals: string;
}

/** Nothing lost, nothing twice: what came in was looked at, and is accepted, rejected and duplicate together. */
export async function countRows(
  connection: DuckDBConnection,
  { accepted, rejects }: OutcomeFiles,
  { sent, received }: { readonly sent: number; readonly received: number },
): Promise<Pick<CheckResult, 'received' | 'accepted' | 'rejected' | 'duplicate'>> {
  const kinds = await rowsOf(connection, 'select kind, count(*) from left_out group by kind');
  const countOf = (kind: string) => Number(kinds.find(([other]) => other === kind)?.[1] ?? 0);
  const rejected = countOf('rejected');
  const duplicate = countOf('duplicate');
  const kept = received - rejected - duplicate;
  if (received !== sent) throw new Error(`${sent} rows came in, ${received} were checked`);
  await expectRows(connection, accepted, kept);
  await expectRows(connection, rejects, received - kept);
  return { received, accepted: kept, rejected, duplicate };
}

async function expectRows(connection: DuckDBConnection, file: string | null, count: number): Promise<void> {
  if (file === null) return;
  const [[written] = []] = await rowsOf(connection, `select count(*) from read_parquet(${quoteText(file)})`);
  if (Number(written) !== count) throw new Error(`${String(written)} rows were written where ${count} belong: ${file}`);
}

export async function sumFindings(
  connection: DuckDBConnection,
  { findings }: OutcomeFiles,
  rules: readonly Rule[],
): Promise<RuleFindings[]> {
  const sums = await rowsOf(
    connection,
    `select rule_order, severity, count(*) from read_parquet(${quoteText(findings)}) group by all order by all`,
  );
  return sums.flatMap(([order, severity, rows]) => {
    const rule = rules[Number(order)];
    if (rule === undefined) return [];
    const { id, fields, criterion, errorGroup } = rule;
    const [field = null, ...others] = fields;
    return {
      rule: id,
      field: others.length === 0 ? field : null,
      ...(others.length === 0 ? {} : { fields: [...fields] }),
      criterion,
      // The file is our own: it has these words and no others.
      severity: severity as Severity,
      errorGroup,
      rows: Number(rows),
    };
  });
}

export async function sumMends(
  connection: DuckDBConnection,
  { originals }: OutcomeFiles,
): Promise<CheckResult['mended']> {
  const sums = await rowsOf(
    connection,
    `select field, mend, count(*) from read_parquet(${quoteText(originals)}) group by all order by all`,
  );
  return sums.map(([field, mend, rows]) => ({ field: String(field), mend: String(mend), rows: Number(rows) }));
}

async function rowsOf(connection: DuckDBConnection, sql: string) {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}
