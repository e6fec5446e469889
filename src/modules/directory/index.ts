export { createDirectory, type Directory } from './directory.ts';
export { canonicalAgencyCode } from './agency-code.ts';
export { isValidOn, type AdministrativeUnit, type UnitTable } from './unit.ts';
