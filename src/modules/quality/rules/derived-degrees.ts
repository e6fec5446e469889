import type { Contract, Grid } from '#modules/catalog/index.ts';
import { derivedFields } from './derived-fields.ts';
import { cleanedCell } from './field-columns.ts';

/** Fields whose cells, where a source leaves them empty, are worked out of others of the row. */
export interface DerivedDegrees {
  /** Places of fields in the contract. */
  readonly northing: number;
  readonly easting: number;
  /** By the field that is worked out: SQL of its cell, out of its own (undefined: there is no such column) and the metres. */
  readonly cells: ReadonlyMap<number, (own: string | undefined, northing: string, easting: string) => string>;
}

/** By Circular 24/2025/TT-BNNMT, for maps of the province. */
const provinceGrid: Grid = { meridian: 108.5, zone: 3 };

/** How degrees are worked out of metres; undefined: no field asks for it. */
export function derivedDegrees(contract: Contract): DerivedDegrees | undefined {
  const derived = derivedFields(contract);
  if (derived === undefined) return undefined;
  const { meridian, zone } = contract.grid ?? provinceGrid;
  const scale = zone === 3 ? 0.9999 : 0.9996;
  const cells = [...derived.axes].flatMap(([place, axis]) => {
    const field = contract.fields[place];
    if (field === undefined) return [];
    const digits = field.physicalType?.kind === 'decimal' ? Math.min(field.physicalType.scale, 9) : 9;
    const cell = (own: string | undefined, north: string, east: string): string => {
      const metres = [north, east].map((sent) => `try_cast(spell_metres(clean_cell(${sent})) as double)`).join(', ');
      const degrees = `round(grid_degrees(${metres}, ${meridian}, ${scale}).${axis}, ${digits})::varchar`;
      return own === undefined
        ? degrees
        : `case when ${cleanedCell(field, own)} is null then ${degrees} else ${own} end`;
    };
    return [[place, cell] as const];
  });
  return { ...derived, cells: new Map(cells) };
}
