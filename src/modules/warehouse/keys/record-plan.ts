import { visibilityOf, type Rights, type RowRestriction } from '#api/rights.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Query, SelectItem } from '../query/query.ts';
import type { KeyCell, Masks } from './key-cells.ts';

export interface KeyedRows {
  readonly schema: DatasetSchema;
  readonly masks: Masks;
  /** From `keyCells`, for this schema and these masks. */
  readonly cells: readonly KeyCell[];
}

/** The record of a row as one asker may see it; null: the row is outside his rights. */
export type RecordPlan = (cells: readonly string[]) => string | null;

/**
 * Undefined where the cells cannot tell what the asker may see, or how it is written: a mask that they were not made with,
 * rows that go by a field which is no text, a field that there is not, an unusual name. The engine answers then.
 */
export function recordPlan(rows: KeyedRows, select: Query['select'], rights: Rights): RecordPlan | undefined {
  const places = new Map(rows.cells.map(({ field, shows }, index) => [`${field} ${shows}`, index]));
  const items = select === 'all' ? rows.schema.columns.map(({ name }) => ({ field: name, as: name })) : select;
  const members = membersOf(items, (field) => showing(rows, rights, field));
  if (members === undefined) return undefined;
  const isWithin = (restriction: RowRestriction | undefined) =>
    restriction === undefined ? undefined : within(rows.schema, restriction, places);
  const [inReach, own] = [isWithin(rights.rows), isWithin(rights.unmaskedRows)];
  if ((rights.rows && !inReach) || (rights.unmaskedRows && !own)) return undefined;
  return (cells) => {
    if (inReach?.(cells) === false) return null;
    const isOwn = own?.(cells) ?? false;
    const texts = members.map(({ name, shown }) => {
      const place = places.get(isOwn ? shown.own : shown.others);
      return `${name}:${place === undefined ? 'null' : (cells[place] ?? 'null')}`;
    });
    return `{${texts.join(',')}}`;
  };
}

/** Names of cells: in the asker's own rows, and in all others; of what is hidden there is no cell. */
interface Shown {
  readonly own: string;
  readonly others: string;
}

interface Member {
  /** With its quotes. */
  readonly name: string;
  readonly shown: Shown;
}

function membersOf(
  items: readonly SelectItem[],
  show: (field: string) => Shown | undefined,
): readonly Member[] | undefined {
  const meant = new Map<string, string>();
  const members: Member[] = [];
  for (const { field, as } of items) {
    const shown = show(field);
    if (shown === undefined || !plainName.test(as) || (meant.get(as) ?? field) !== field) return undefined;
    if (!meant.has(as)) members.push({ name: JSON.stringify(as), shown });
    meant.set(as, field);
  }
  return members;
}

/** Written in one way only, in whatever JSON. */
const plainName = /^\w+$/;

function showing({ schema, masks, cells }: KeyedRows, rights: Rights, field: string): Shown | undefined {
  if (!schema.columns.some(({ name }) => name === field)) return undefined;
  const visibility = visibilityOf(rights, field);
  const raw = `${field} raw`;
  if (visibility === 'visible') return { own: raw, others: raw };
  if (visibility === 'hide') return { own: raw, others: `${field} hidden` };
  if (!Object.hasOwn(masks, field) || masks[field] !== visibility) return undefined;
  const hasOwn = cells.some((cell) => cell.field === field && cell.shows === 'own');
  return { own: hasOwn ? `${field} own` : raw, others: `${field} masked` };
}

/** As the engine's `coalesce(field = text, false)`; undefined where the cell is not that text. */
function within(
  schema: DatasetSchema,
  { field, value }: RowRestriction,
  places: ReadonlyMap<string, number>,
): ((cells: readonly string[]) => boolean) | undefined {
  const place = places.get(`${field} raw`);
  const isText = schema.columns.some(({ name, type }) => name === field && type === 'VARCHAR');
  if (place === undefined || !isText) return undefined;
  return (cells) => JSON.parse(cells[place] ?? 'null') === value;
}
