import type { Contract, Field } from '#modules/catalog/index.ts';

/** Places of fields in a contract. */
export interface DerivedFields {
  readonly northing: number;
  readonly easting: number;
  /** Those that are worked out of the two. */
  readonly axes: ReadonlyMap<number, 'latitude' | 'longitude'>;
}

/**
 * Longitude and latitude in WGS 84 of a contract that has metres of VN-2000 as well: one field of each, since of several places in
 * a row nobody knows whose is which. Undefined: nothing is to be worked out.
 */
export function derivedFields({ fields }: Pick<Contract, 'fields'>): DerivedFields | undefined {
  const [northing, easting] = [soleOf(fields, 'northing'), soleOf(fields, 'easting')];
  if (northing === undefined || easting === undefined) return undefined;
  const strictest = Math.max(...[northing, easting].map((place) => strictness(fields[place])));
  const axes = (['latitude', 'longitude'] as const).flatMap((axis) => {
    const place = soleOf(fields, axis);
    // A place that is a person's does not become everybody's by being worked out.
    return place === undefined || strictness(fields[place]) < strictest ? [] : [[place, axis] as const];
  });
  return axes.length === 0 ? undefined : { northing, easting, axes: new Map(axes) };
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
