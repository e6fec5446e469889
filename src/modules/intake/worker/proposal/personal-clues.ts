import type { DraftField, SemanticTypeName } from '#modules/catalog/offline.ts';
import { says } from './heading-words.ts';

export type PersonalProposal = Pick<DraftField, 'personal' | 'mask'>;

export const notPersonal: PersonalProposal = { personal: 'none' };

const bySemanticType: Readonly<Partial<Record<SemanticTypeName, PersonalProposal>>> = {
  'personal-id': { personal: 'basic', mask: 'last4' },
  'identity-card': { personal: 'basic', mask: 'last4' },
  'social-insurance': { personal: 'basic', mask: 'last4' },
  'health-insurance': { personal: 'basic', mask: 'last4' },
  passport: { personal: 'basic', mask: 'last4' },
  phone: { personal: 'basic', mask: 'last4' },
  plate: { personal: 'basic', mask: 'last4' },
  'bank-account': { personal: 'sensitive', mask: 'last4' },
  email: { personal: 'basic', mask: 'hide' },
  'person-name': { personal: 'basic', mask: 'initials' },
  address: { personal: 'basic', mask: 'commune' },
};

/** Facts that are of a person only in a table of persons (Luật 91/2025; NĐ 356/2025, Đ3–4). */
const ofPersons: readonly { readonly headings: readonly string[]; readonly proposal: PersonalProposal }[] = [
  {
    headings: ['dan toc', 'ton giao', 'benh', 'chan doan', 'suc khoe', 'tien an', 'hiv', 'dang tat', 'dang khuyet tat', 'khuyet tat'],
    proposal: { personal: 'sensitive', mask: 'hide' },
  },
  {
    headings: [
      'gioi tinh', 'phai', 'nam sinh', 'hon nhan', 'quoc tich', 'que quan', 'nghe nghiep', 'thu nhap', 'noi sinh', 'thon',
      'ma ho', 'sex', 'gender',
    ], // prettier-ignore
    proposal: { personal: 'basic', mask: 'hide' },
  },
]; // prettier-ignore

export const birthHeadings: readonly string[] = [
  'ngay sinh', 'ngay thang nam sinh', 'sinh ngay', 'date of birth', 'birth date', 'birthdate', 'birthday', 'dob',
]; // prettier-ignore

/** Semantic types by which a table is known to be of persons. */
const persons: readonly SemanticTypeName[] = [
  'personal-id', 'identity-card', 'social-insurance', 'health-insurance', 'passport', 'person-name',
]; // prettier-ignore

export function isOfPersons(semanticTypes: readonly (SemanticTypeName | undefined)[]): boolean {
  return semanticTypes.some((semanticType) => semanticType !== undefined && persons.includes(semanticType));
}

export function proposePersonal(
  words: string,
  {
    semanticType,
    ofPersonTable,
  }: { readonly semanticType: SemanticTypeName | undefined; readonly ofPersonTable: boolean },
): PersonalProposal {
  const known = semanticType === undefined ? undefined : bySemanticType[semanticType];
  if (known !== undefined) return known;
  if (says(words, birthHeadings)) return { personal: 'basic', mask: 'year' };
  // A dossier's code begins with the words for a household's.
  const telling =
    ofPersonTable && !says(words, ['ma ho so', 'so ho so'])
      ? ofPersons.find(({ headings }) => says(words, headings))
      : undefined;
  return telling?.proposal ?? notPersonal;
}
