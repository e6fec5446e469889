import { columnTypeOf, type ColumnTypeName } from './column-type.ts';
import type { Contract } from './contract.ts';
import type { Report } from './problem.ts';

/** What the rows of a dataset's current snapshot look like, and under which contract they came. */
export interface StandingRows {
  readonly columns: readonly { readonly name: string; readonly type: ColumnTypeName }[];
  readonly key: readonly string[];
  readonly contractVersion: string;
  /** How many; of none, a contract may say what it likes. */
  readonly rows: number;
}

/**
 * Reports what would leave the rows that stand unreadable, or without the key by which they are known: a key that loses or
 * changes fields, a type as which stored values may not be readable. Whoever means it says so by a higher first number of
 * the version, as semantic versions do for what breaks. A field that is dropped beside the key is only warned of. One that
 * names what it was called before is the same field.
 */
export function judgeChange(
  contract: Contract,
  standing: StandingRows,
  { report, warn }: { readonly report: Report; readonly warn: Report },
): void {
  if (standing.rows === 0) return;
  const { rows } = standing;
  const fields = fieldsByStoredName(contract, standing);
  const properties = ['schema', 0, 'properties'] as const;
  for (const { name } of standing.columns) {
    const found = fields.get(name);
    if (found === undefined && !standing.key.includes(name)) warn('field-dropped', properties, { field: name, rows });
    if (found !== undefined && found.field.name !== name) {
      warn('field-renamed', [...properties, found.index], { before: name, after: found.field.name, rows });
    }
  }
  if (isBreakingVersion(contract.version, standing.contractVersion)) return;

  const version = nextBreakingVersion(standing.contractVersion);
  const today = (names: readonly string[]) => names.map((name) => fields.get(name)?.field.name ?? name);
  const dropped = standing.key.filter((name) => !fields.has(name));
  for (const field of dropped) report('key-field-dropped', properties, { field, rows, version });
  if (dropped.length === 0 && standing.key.length > 0 && !sameFields(today(standing.key), contract.primaryKey)) {
    const named = (key: readonly string[]) => (key.length === 0 ? '∅' : key.join(' + '));
    const facts = { rows, version, before: named(standing.key), after: named(contract.primaryKey) };
    report('key-changed', properties, facts);
  }
  for (const { name, type: before } of standing.columns) {
    const found = fields.get(name);
    const after = found && columnTypeOf(found.field);
    if (found === undefined || after === undefined || isReadableAs(before, after)) continue;
    report('field-retyped', [...properties, found.index, 'logicalType'], { field: name, rows, version, before, after });
  }
}

/** Today's fields by the names under which their values stand: a former name counts where today's does not stand. */
function fieldsByStoredName({ fields }: Contract, { columns }: StandingRows) {
  const stored = new Set(columns.map(({ name }) => name));
  return new Map(
    fields.flatMap((field, index) => {
      const former = stored.has(field.name) ? undefined : field.formerNames?.find((name) => stored.has(name));
      return [field.name, ...(former === undefined ? [] : [former])].map((name) => [name, { field, index }] as const);
    }),
  );
}

function sameFields(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

/** Whether every value of the one type is a value of the other. */
function isReadableAs(before: ColumnTypeName, after: ColumnTypeName): boolean {
  if (before === after || after === 'VARCHAR') return true;
  if (before === 'DATE') return after === 'TIMESTAMP';
  const [from, to] = [digitsOf(before), digitsOf(after)];
  if (from === undefined) return false;
  return after === 'DOUBLE' || (to !== undefined && to.whole >= from.whole && to.scale >= from.scale);
}

/** Of exact numbers: digits before and after the point. */
function digitsOf(type: ColumnTypeName): { readonly whole: number; readonly scale: number } | undefined {
  if (type === 'BIGINT') return { whole: 19, scale: 0 };
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  return precision === undefined ? undefined : { whole: Number(precision) - Number(scale), scale: Number(scale) };
}

/** Versions that begin with no number break nothing only where they are the same. */
function isBreakingVersion(version: string, before: string): boolean {
  const [now, then] = [firstNumber(version), firstNumber(before)];
  return now === undefined || then === undefined ? version !== before : now > then;
}

function nextBreakingVersion(before: string): string {
  const then = firstNumber(before);
  return then === undefined ? '2.0.0' : `${then + 1}.0.0`;
}

function firstNumber(version: string): number | undefined {
  const [, number] = /^v?(\d{1,9})(?!\d)/.exec(version.trim()) ?? [];
  return number === undefined ? undefined : Number(number);
}
