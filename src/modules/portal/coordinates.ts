import type { Contract } from '#modules/catalog/index.ts';

/** The fields that hold a place, in degrees of WGS 84, where the contract has both. */
export function coordinatesOf(
  contract: Contract,
): { readonly latitude: string; readonly longitude: string } | undefined {
  const latitude = contract.fields.find((field) => field.semanticType === 'latitude');
  const longitude = contract.fields.find((field) => field.semanticType === 'longitude');
  return latitude === undefined || longitude === undefined
    ? undefined
    : { latitude: latitude.name, longitude: longitude.name };
}
