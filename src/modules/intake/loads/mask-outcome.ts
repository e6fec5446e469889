import type { DuckDBConnection } from '@duckdb/node-api';
import { visibilityOf, type Mask, type Rights } from '#api/rights.ts';
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
  const seesAll = Object.values(rights.fields).every((visibility) => visibility === 'visible');
  const hidden = findings.map((finding) => {
    const fields = fieldsOf(contract, finding);
    // What no field holds (cells beyond the heading) may be anything.
    const unknown: readonly Mask[] = fields.length === 0 && !seesAll ? ['hide'] : [];
    const masks = [...unknown, ...fields.flatMap((field) => maskOf(rights, field) ?? [])];
    return finding.value === null ? [] : masks;
  });
  const single = findings.flatMap((finding, index) => {
    const [mask] = hidden[index] ?? [];
    const { value } = finding;
    return mask === undefined || value === null || fieldsOf(contract, finding).length > 1
      ? []
      : [{ index, mask, text: value }];
  });
  const shown = await maskTexts(connection, single);
  return findings.map((finding, index) =>
    hidden[index]?.length === 0 ? finding : { ...finding, value: shown.get(index) ?? null, masked: true },
  );
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

interface MaskedText {
  readonly index: number;
  readonly mask: Mask;
  readonly text: string;
}

/** By their indexes, all texts of one mask at once: a workbook asks for thousands. */
async function maskTexts(
  connection: DuckDBConnection,
  texts: readonly MaskedText[],
): Promise<ReadonlyMap<number, string>> {
  const shown = new Map<number, string>();
  for (const mask of new Set(texts.map((one) => one.mask))) {
    const listed = texts.filter((one) => one.mask === mask).map(({ index, text }) => `(${index}, ${quoteText(text)})`);
    const reader = await connection.runAndReadAll(
      `select i, ${masking('x', mask)} from (values ${listed.join(', ')}) as texts (i, x)`,
    );
    for (const [index, value] of reader.getRowsJson()) if (typeof value === 'string') shown.set(Number(index), value);
  }
  return shown;
}

/** The fields whose values a finding shows. */
function fieldsOf(contract: Contract, { field, rule }: KeptFinding): readonly string[] {
  if (field !== null) return [field];
  const name = rule.slice(0, rule.lastIndexOf('.'));
  return rule.endsWith('.key') || rule.endsWith('.semantic')
    ? name.split('+')
    : (contract.rules.find((one) => one.name === name)?.fields ?? []);
}

function masking(expression: string, mask: Mask): string {
  return maskSql(expression, { name: '', type: 'VARCHAR', label: { vi: '', en: '' } }, mask).sql;
}

function maskOf(rights: Rights, field: string): Mask | undefined {
  const visibility = visibilityOf(rights, field);
  return visibility === 'visible' ? undefined : visibility;
}
