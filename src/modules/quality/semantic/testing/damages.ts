import type { SemanticTypeName } from '#modules/catalog/index.ts';

/** What hands and spreadsheets do to a good value. */
export interface Damage {
  readonly name: string;
  /** Undefined: it cannot be done to this value. */
  readonly apply: (value: string, type: SemanticTypeName) => string | undefined;
  /** Whether exactly one mend is certain: the value itself. */
  readonly certain: boolean;
}

const codes: readonly SemanticTypeName[] = [
  'personal-id', 'identity-card', 'tax-code', 'social-insurance', 'health-insurance', 'province-code', 'commune-code', 'passport',
  'bank-account',
]; // prettier-ignore
const inCapitals: readonly SemanticTypeName[] = [
  'health-insurance',
  'plate',
  'agency-code',
  'dossier-code',
  'passport',
];
const withZeros: readonly SemanticTypeName[] = ['personal-id', 'identity-card', 'tax-code', 'phone'];

export const damages: readonly Damage[] = [
  {
    name: 'taken for text by an apostrophe',
    apply: (value, type) => (codes.includes(type) && !value.includes('-') ? `'${value}` : undefined),
    certain: true,
  },
  {
    name: 'taken for a number with a fraction',
    apply: (value, type) => (codes.includes(type) && /^[1-9]\d+$/.test(value) ? `${value}.0` : undefined),
    certain: true,
  },
  {
    name: 'parted by blanks',
    apply: (value, type) =>
      codes.includes(type) && !value.includes('-') && value.length > 3
        ? `${value.slice(0, 3)} ${value.slice(3)}`
        : undefined,
    certain: true,
  },
  {
    name: 'without its leading zero',
    apply: (value, type) =>
      withZeros.includes(type) && /^0[1-9]\d+$/.test(value) && !value.startsWith('02') ? value.slice(1) : undefined,
    certain: true,
  },
  {
    name: 'in scientific notation',
    apply: (value, type) =>
      codes.includes(type) && /^[1-9]\d{7,}$/.test(value)
        ? Number(value).toExponential(4).replace('e', 'E')
        : undefined,
    certain: false,
  },
  {
    name: 'in small letters',
    apply: (value, type) =>
      inCapitals.includes(type) && value !== value.toLowerCase() ? value.toLowerCase() : undefined,
    certain: true,
  },
  {
    name: 'with a letter in it',
    apply: (value, type) => (codes.includes(type) ? `${value}x` : undefined),
    certain: false,
  },
  {
    name: 'of another country’s spelling',
    apply: (value, type) => (type === 'phone' ? `+84 ${value.slice(1)}` : undefined),
    certain: true,
  },
  {
    name: 'with its parts apart',
    apply: (value, type) =>
      type === 'phone' ? `${value.slice(0, 4)}.${value.slice(4, 7)}.${value.slice(7)}` : undefined,
    certain: true,
  },
  {
    name: 'with hyphens for its own sign',
    apply: (value, type) => (type === 'parcel' ? value.replaceAll('_', '-') : undefined),
    certain: true,
  },
  {
    name: 'with ð for đ',
    apply: (value, type) =>
      type === 'person-name' && /[đĐ]/.test(value) ? value.replaceAll('đ', 'ð').replaceAll('Đ', 'Ð') : undefined,
    certain: true,
  },
  {
    name: 'of the other axis',
    apply: (_, type) => onOtherAxis[type],
    certain: false,
  },
];

const onOtherAxis: Readonly<Partial<Record<SemanticTypeName, string>>> = {
  latitude: '108.25',
  longitude: '12.75',
  northing: '450927.3',
  easting: '1400853.9',
};
