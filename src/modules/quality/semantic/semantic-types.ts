import type { Field, SemanticTypeName } from '#modules/catalog/index.ts';
import { address } from './address/address.ts';
import { email } from './email.ts';
import { easting, latitude, longitude, northing } from './measures.ts';
import { parcel } from './parcel.ts';
import { partialDate } from './partial-date.ts';
import { period } from './period.ts';
import { personName } from './person-name.ts';
import { personalId } from './personal-id.ts';
import { phone } from './phone.ts';
import { plate } from './plate.ts';
import { provinceCode } from './province-codes.ts';
import { agencyCode, dossierCode, procedureCode } from './procedure-codes.ts';
import type { SemanticType } from './semantic-type.ts';
import { bankAccount, communeCode, healthInsurance, identityCard, passport, socialInsurance } from './shapes.ts';
import { taxCode } from './tax-code.ts';

/** Types by which a column can be known. Numbers, money and percent say how a cell is read, not what it must be. */
export const semanticTypes: Readonly<Partial<Record<SemanticTypeName, SemanticType>>> = {
  'personal-id': personalId,
  'identity-card': identityCard,
  'tax-code': taxCode,
  'social-insurance': socialInsurance,
  'health-insurance': healthInsurance,
  phone,
  plate,
  'province-code': provinceCode,
  'commune-code': communeCode,
  'agency-code': agencyCode,
  'procedure-code': procedureCode,
  'dossier-code': dossierCode,
  parcel,
  passport,
  'bank-account': bankAccount,
  period,
  email,
  'person-name': personName,
  latitude,
  longitude,
  northing,
  easting,
};

/** Places, which are numbers and can be told as such only by their axis. */
export const onNumbers = [
  'latitude',
  'longitude',
  'northing',
  'easting',
] as const satisfies readonly SemanticTypeName[];

export function semanticTypeOf(field: Field): SemanticType | undefined {
  if (field.semanticType === undefined) return undefined;
  if (field.type === 'string' && field.semanticType === 'date') return partialDate;
  if (field.type === 'string' && field.semanticType === 'address') return address;
  const fits =
    field.type === 'string' || (field.type === 'number' && onNumbers.some((name) => name === field.semanticType));
  return fits ? semanticTypes[field.semanticType] : undefined;
}
