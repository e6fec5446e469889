import type { DuckDBConnection } from '@duckdb/node-api';
import type { Mask, Rights } from '#api/rights.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { matchColumns, type KeptFinding } from '#modules/quality/index.ts';
import { maskSql } from '#modules/warehouse/index.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';

/** The ledger's own. A column of the source that is called so has another name in it. */
const ledgerColumns: ReadonlySet<string> = new Set(['_table', '_row', '_kind', '_reasons']);

interface Masking {
  readonly contract: Contract;
  readonly rights: Rights;
}

/**
 * The findings with the values of masked fields as their masks show them; of a rule over several fields, one of them
 * masked, nothing is shown.
 */
export async function maskFindings(
  connection: DuckDBConnection,
  findings: readonly KeptFinding[],
  { contract, rights }: Masking,
): Promise<readonly KeptFinding[]> {
  const masked: KeptFinding[] = [];
  const seesAll = Object.values(rights.fields).every((visibility) => visibility === 'visible');
  for (const finding of findings) {
    const fields = fieldsOf(contract, finding);
    // What no field holds (cells beyond the heading) may be anything.
    const unknown: readonly Mask[] = fields.length === 0 && !seesAll ? ['hide'] : [];
    const masks = [...unknown, ...fields.flatMap((field) => maskOf(rights, field) ?? [])];
    const [mask] = masks;
    if (mask === undefined || finding.value === null) masked.push(finding);
    else {
      const value = masks.length > 1 ? null : await maskText(connection, finding.value, mask);
      masked.push({ ...finding, value, masked: true });
    }
  }
  return masked;
}

/**
 * SQL of the reject ledger as the caller may see it: every column that holds a masked field under its mask. A column that
 * is none of the contract's may hold anything: whoever sees masks does not see it.
 */
export async function maskRejects(
  connection: DuckDBConnection,
  file: string,
  { contract, rights }: Masking,
): Promise<string> {
  const from = `read_parquet(${quoteText(file)})`;
  const described = await connection.runAndReadAll(`describe select * from ${from}`);
  const names = described.getRowsJson().map(([name]) => String(name));
  const { columns } = matchColumns(contract, names);
  const fieldAt = new Map(columns.map((column, index) => [column, contract.fields[index]?.name]));
  const seesAll = Object.values(rights.fields).every((visibility) => visibility === 'visible');
  const shown = names.map((name, column) => {
    const field = fieldAt.get(column);
    const known = ledgerColumns.has(name) || seesAll;
    const mask = field === undefined ? (known ? undefined : 'hide') : maskOf(rights, field);
    return mask === undefined ? quoteName(name) : `${masking(quoteName(name), mask)} as ${quoteName(name)}`;
  });
  return `(select ${shown.join(', ')} from ${from})`;
}

async function maskText(connection: DuckDBConnection, text: string, mask: Mask): Promise<string | null> {
  const reader = await connection.runAndReadAll(`select ${masking('x', mask)} from (select ${quoteText(text)} as x)`);
  const value = reader.getRowsJson()[0]?.[0];
  return typeof value === 'string' ? value : null;
}

/** The fields whose values a finding shows. */
function fieldsOf(contract: Contract, { field, rule }: KeptFinding): readonly string[] {
  if (field !== null) return [field];
  const name = rule.slice(0, rule.lastIndexOf('.'));
  return rule.endsWith('.key') ? name.split('+') : (contract.rules.find((one) => one.name === name)?.fields ?? []);
}

function masking(expression: string, mask: Mask): string {
  return maskSql(expression, { name: '', type: 'VARCHAR', label: { vi: '', en: '' } }, mask).sql;
}

function maskOf(rights: Rights, field: string): Mask | undefined {
  const visibility = rights.fields[field] ?? 'visible';
  return visibility === 'visible' ? undefined : visibility;
}
