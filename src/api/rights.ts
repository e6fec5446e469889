export const masks = ['hide', 'last4', 'initials', 'year', 'commune'] as const;
export type Mask = (typeof masks)[number];

/** How one field shows to one caller. */
export type FieldVisibility = 'visible' | Mask;

/** Rows of one unit only: those whose `field` equals `value`. */
export interface RowRestriction {
  readonly field: string;
  readonly value: string;
}

/**
 * What a caller may see of one dataset, as a plain value: `access` decides it, the query compiler carries it into the
 * SQL, and cache keys contain it.
 */
export interface Rights {
  /** Rows outside are as if they did not exist; undefined: all rows. */
  readonly rows?: RowRestriction;
  /** Fields that are not named are visible. */
  readonly fields: Readonly<Record<string, FieldVisibility>>;
  /**
   * Rows in which the masked fields are raw all the same (an officer's own unit).
   * Filtering, ordering and grouping by a masked field stay forbidden.
   */
  readonly unmaskedRows?: RowRestriction;
}

/** Of a field of any name, also «constructor», which every object has of its own. */
export function visibilityOf({ fields }: Pick<Rights, 'fields'>, name: string): FieldVisibility {
  return (Object.hasOwn(fields, name) ? fields[name] : undefined) ?? 'visible';
}
