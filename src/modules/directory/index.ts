export { createDirectory, type Directory } from './directory.ts';
export type { Agency } from './agency.ts';
export { canonicalAgencyCode } from './agency-code.ts';
export { isValidOn, type AdministrativeUnit, type UnitSuccession, type UnitTable } from './unit.ts';
