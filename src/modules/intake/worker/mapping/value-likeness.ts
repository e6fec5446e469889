import type { Field } from '#modules/catalog/index.ts';
import type { ColumnProfile } from '#modules/quality/offline/profile.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';

export interface ValueLikeness {
  /** Share of the column's cells that the field could hold, from 0 to 1; 0.5 where nothing can be said. */
  readonly fit: number;
  /** The cells are of a kind that few columns are of. */
  readonly telling: boolean;
}

/** How much a column's cells look like a field's: its code list or closed list, its semantic type, its type and bounds. */
export function valueLikeness(field: Field, column: ColumnProfile): ValueLikeness {
  const present = column.rows - column.missing;
  if (present <= 0) return unknown;
  const share = (rows: number | undefined) => Math.min(1, (rows ?? 0) / present);
  if (field.codeList !== undefined) {
    const lists = column.lists.filter(({ list }) => list === field.codeList?.id);
    const best = Math.max(0, ...lists.map(({ rows }) => share(rows)));
    return { fit: best, telling: best >= 0.8 && lists.some(({ codes }) => codes >= 2) };
  }
  if (field.enumeration !== undefined) {
    const values = new Set(field.enumeration.values.map(foldHeading));
    const said = column.frequent.reduce((sum, { text, rows }) => sum + (values.has(foldHeading(text)) ? rows : 0), 0);
    return { fit: share(said), telling: share(said) >= 0.8 && column.distinct >= 2 };
  }
  const { semanticType } = field;
  if (semanticType !== undefined && isCounted(semanticType)) {
    const kind = column.kinds.get(semanticType);
    return { fit: share(kind?.agrees), telling: share(kind?.typical) >= 0.8 };
  }
  return ofType(field, column, share);
}

const unknown: ValueLikeness = { fit: 0.5, telling: false };
const uncounted = ['date', 'number', 'money', 'percent', 'address'] as const;

function isCounted(
  type: NonNullable<Field['semanticType']>,
): type is Exclude<NonNullable<Field['semanticType']>, (typeof uncounted)[number]> {
  return !(uncounted as readonly string[]).includes(type);
}

function ofType(field: Field, column: ColumnProfile, share: (rows: number | undefined) => number): ValueLikeness {
  const { minimum, maximum, minLength, maxLength } = field.limits;
  switch (field.type) {
    case 'string': {
      const short = minLength !== undefined && column.maxLength < minLength;
      const long = maxLength !== undefined && column.minLength > maxLength;
      return short || long ? { fit: 0.1, telling: false } : unknown;
    }
    case 'integer':
    case 'number': {
      const fit = share(column.kinds.get(field.type)?.agrees);
      const below = typeof minimum === 'number' && column.minimum !== null && column.minimum < minimum;
      const above = typeof maximum === 'number' && column.maximum !== null && column.maximum > maximum;
      return { fit: below || above ? fit / 2 : fit, telling: false };
    }
    case 'boolean':
    case 'date':
    case 'timestamp':
    case 'time': {
      const kind = column.kinds.get(field.type);
      return { fit: share(kind?.agrees), telling: share(kind?.typical) >= 0.8 };
    }
  }
}
