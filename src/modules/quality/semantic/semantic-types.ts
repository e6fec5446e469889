import type { Field, SemanticTypeName } from '#modules/catalog/index.ts';
import { latitude, longitude, personName } from './measures.ts';
import { personalId } from './personal-id.ts';
import { phone } from './phone.ts';
import { agencyCode, dossierCode, procedureCode } from './procedure-codes.ts';
import type { SemanticType } from './semantic-type.ts';
import {
  bankAccount,
  communeCode,
  email,
  healthInsurance,
  identityCard,
  parcel,
  passport,
  period,
  plate,
  provinceCode,
  socialInsurance,
} from './shapes.ts';
import { taxCode } from './tax-code.ts';

/** Types that are not named here (dates, numbers, money, percent, addresses) say how a cell is read, not what it must be. */
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
};

const onNumbers: readonly SemanticTypeName[] = ['latitude', 'longitude'];

export function semanticTypeOf(field: Field): SemanticType | undefined {
  if (field.semanticType === undefined) return undefined;
  const fits = field.type === 'string' || (field.type === 'number' && onNumbers.includes(field.semanticType));
  return fits ? semanticTypes[field.semanticType] : undefined;
}
