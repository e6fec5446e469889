import { fieldKeys, tellingOf } from './record-lists.ts';

export interface NamedRows {
  /** Arrays where nothing names their cells. */
  readonly records: readonly unknown[];
  /** Members of the object that are neither the rows nor their names. */
  readonly beside: readonly string[];
}

/** What an answer calls rows that are arrays. */
const dataKeys: ReadonlySet<string> = new Set(['data', 'rows', 'values', 'records']);

type Row = readonly unknown[];

const deepest = 3;
const nameKeys: readonly string[] = [
  'name',
  'field',
  'fieldName',
  'id',
  'column_name',
  'label',
  'title',
  'displayName',
];

/**
 * The records of a table whose rows are arrays and whose columns are named beside them: `{"columns": ["a", "b"], "data":
 * [[1, 2]]}`, also within an answer, and with names that are members of objects. Where nothing names the columns the
 * rows may hold a heading themselves.
 */
export function recordsOfRows(value: unknown, depth = 0): NamedRows | undefined {
  if (!isObject(value) || depth > deepest) return undefined;
  const members = Object.entries(value);
  const tables = members.flatMap(([key, member]) => (isRows(member) ? [{ key, rows: member }] : []));
  const [only, second] = tables;
  if (only === undefined) {
    const inner = members.flatMap(([, member]) => recordsOfRows(member, depth + 1) ?? []);
    return inner.length === 1 ? inner[0] : undefined;
  }
  if (second !== undefined) return undefined;
  const { key, rows } = only;
  const width = Math.max(...rows.map((row) => row.length));
  const lists = members
    .filter(([name]) => name !== key)
    .flatMap(([name, member]) => {
      const names = namesOf(member);
      return names?.length === width ? [{ name, names }] : [];
    });
  const naming = lists.find(({ name }) => isNaming(name)) ?? (dataKeys.has(key) ? lists[0] : undefined);
  const others = members.filter(([name]) => name !== key && name !== naming?.name);
  if (others.some(([, member]) => Array.isArray(member) && member.some(isObject))) return undefined;
  const beside = others.map(([name]) => name).filter((name) => name !== 'majorDimension' && name !== 'range');
  if (naming !== undefined) {
    const { names } = naming;
    return {
      records: rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? null]))),
      beside,
    };
  }
  const alone = dataKeys.has(key) && tellingOf(beside).length === 0 && value['majorDimension'] !== 'COLUMNS';
  const headed = rows[0]?.every((cell) => typeof cell === 'string') === true;
  return alone && headed && rows.length > 1 && width > 1 ? { records: rows, beside } : undefined;
}

function isNaming(key: string): boolean {
  const folded = key.toLowerCase();
  return fieldKeys.includes(folded) || ['header', 'headers', 'meta', 'names', 'columnnames'].includes(folded);
}

/** Plain values in arrays, one array a row; places of a map are pairs of numbers, and no rows. */
function isRows(value: unknown): value is readonly Row[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const rows = value as readonly unknown[];
  return rows.every((row) => Array.isArray(row) && row.every((cell) => !Array.isArray(cell) && !isObject(cell)));
}

/** Undefined: these are no names of columns, each of another. */
function namesOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = (value as readonly unknown[]).map((item) => {
    if (!isObject(item)) return item;
    const key = nameKeys.find((one) => typeof item[one] === 'string');
    return key === undefined ? undefined : item[key];
  });
  const texts = names.filter((name): name is string => typeof name === 'string' && name !== '');
  return texts.length === names.length && new Set(texts).size === texts.length ? texts : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
