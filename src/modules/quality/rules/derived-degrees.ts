import type { Contract, Field, Grid } from '#modules/catalog/index.ts';
import { cleanText, fieldColumns } from './field-columns.ts';
import { readingOf } from '../reading/reading-of.ts';

/** Fields whose cells, where a source leaves them empty, are worked out of others of the row. */
export interface DerivedDegrees {
  /** Places of fields in the contract. */
  readonly northing: number;
  readonly easting: number;
  /** By the field that is worked out: SQL of its cell, out of its own (undefined: there is no such column) and the metres. */
  readonly cells: ReadonlyMap<number, (own: string | undefined, northing: string, easting: string) => string>;
}

/** By Circular 24/2025/TT-BNNMT, for maps of the province. */
export const provinceGrid: Grid = { meridian: 108.5, zone: 3 };

/**
 * Longitude and latitude in WGS 84 of a contract that has metres of VN-2000 as well: one field of each, since of several places in
 * a row nobody knows whose is which. Undefined: nothing is to be worked out.
 */
export function derivedDegrees({ fields, grid = provinceGrid }: Contract): DerivedDegrees | undefined {
  const [northing, easting] = [soleOf(fields, 'northing'), soleOf(fields, 'easting')];
  if (northing === undefined || easting === undefined) return undefined;
  const scale = grid.zone === 3 ? 0.9999 : 0.9996;
  const derive = (axis: 'latitude' | 'longitude') => {
    const place = soleOf(fields, axis);
    const field = place === undefined ? undefined : fields[place];
    if (place === undefined || field === undefined) return [];
    // A place that is a person's does not become everybody's by being worked out.
    if (Math.max(...[northing, easting].map((one) => strictness(fields[one]))) > strictness(field)) return [];
    const digits = field.physicalType?.kind === 'decimal' ? Math.min(field.physicalType.scale, 9) : 9;
    const cell = (own: string | undefined, north: string, east: string): string => {
      const metres = [north, east].map((sent) => `try_cast(spell_metres(clean_cell(${sent})) as double)`).join(', ');
      const degrees = `round(grid_degrees(${metres}, ${grid.meridian}, ${scale}).${axis}, ${digits})::varchar`;
      if (own === undefined) return degrees;
      const absent = cleanText({ ...fieldColumns(field, place, readingOf(field, 'typed')), cell: own });
      return `case when ${absent} is null then ${degrees} else ${own} end`;
    };
    return [[place, cell] as const];
  };
  const cells = new Map([...derive('latitude'), ...derive('longitude')]);
  return cells.size === 0 ? undefined : { northing, easting, cells };
}

function strictness(field: Field | undefined): number {
  return ['none', 'basic', 'sensitive'].indexOf(field?.personal ?? 'sensitive');
}

function soleOf(fields: readonly Field[], semanticType: Field['semanticType']): number | undefined {
  const found = fields.flatMap((field, place) =>
    field.semanticType === semanticType && field.type === 'number' ? [place] : [],
  );
  return found.length === 1 ? found[0] : undefined;
}
