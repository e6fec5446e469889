import type { Field } from '#modules/catalog/index.ts';

/** What a number may look like before `tỷ`, `triệu`, `nghìn`. A comma before three digits can mean two numbers here. */
const part = '(?:\\d{1,3}(?:\\.\\d{3})+|\\d+(?:[.,](?:\\d{1,2}|\\d{4,6}))?)';
const words = [
  { word: '(?:tỷ|tỉ)', worth: 1_000_000_000 },
  { word: '(?:triệu|tr\\.?)', worth: 1_000_000 },
  { word: '(?:nghìn|ngàn|k)', worth: 1000 },
] as const;
const rest = '\\d{1,3}(?:\\.\\d{3})+';
const whole = `-?${words.map(({ word }) => `(?:${part} *${word}(?:,? +|$))?`).join('')}(?:${rest})?`;

/** One part of an amount, which `factor` brings to the unit of the field; exact, and null where it is too great. */
const amountPart = `create or replace temp macro amount_part(digits, factor) as
  case when digits = '' then 0::decimal(20, 6)
    when regexp_full_match(digits, '${rest}') then try_cast(replace(digits, '.', '') as decimal(20, 6))
    else try_cast(replace(digits, ',', '.') as decimal(20, 6)) end * factor::decimal(16, 6)`;

const shortDecimal = `create or replace temp macro short_decimal(amount) as
  regexp_replace(regexp_replace(amount::varchar, '0+$', ''), '\\.$', '')`;

export const amountMacros = [amountPart, shortDecimal];

/**
 * SQL: the number of a cell of money, in a field whose `unit` is so many đồng: for `1,5 triệu đồng`, `2 tỷ 300 triệu`,
 * `1 triệu 500.000`, beside plain numbers. A plain number with a currency is in đồng, whatever the field's unit.
 */
export function spellAmount(given: {
  readonly bare: string;
  readonly text: string;
  readonly number: string;
  readonly unit: number;
}): string {
  const { bare, text, number, unit } = given;
  const factor = (worth: number) => (worth / unit).toFixed(6);
  const parts = [
    ...words.map(({ word, worth }) => ({ digits: `(${part}) *${word}`, worth })),
    { digits: `(?:^-?| )(${rest})$`, worth: 1 },
  ].map(({ digits, worth }) => `amount_part(regexp_extract(${bare}, '${digits}', 1), ${factor(worth)})`);
  const sum = `short_decimal(${parts.join(' + ')})`;
  const amount = `case when starts_with(${bare}, '-') then '-' else '' end || ${sum}`;
  const inUnit =
    unit === 1
      ? ''
      : ` when has_currency(${text}) and not regexp_matches(${bare}, '\\pL') then short_decimal(try_cast(${number} as decimal(20, 6)) * ${factor(1)}::decimal(16, 6))`;
  const hasWord = words.map(({ word }) => word).join('|');
  return `case when regexp_matches(${bare}, '\\d *(?:${hasWord})') and regexp_full_match(${bare}, '${whole}') then ${amount}${inUnit} else ${number} end`;
}

/** What one of a field of money is in đồng, by what its names say: «Kinh phí (triệu đồng)». */
export function amountUnitOf({ semanticType, labels, name }: Field): number | undefined {
  if (semanticType !== 'money') return undefined;
  return unitOfAmounts(`${labels.vi} ${labels.en} ${name.replaceAll('_', ' ')}`);
}

/** Of `Kinh phí (triệu đồng)` a million. */
export function unitOfAmounts(heading: string): number {
  const said = heading.normalize('NFC').toLowerCase();
  if (/(?:tỷ|tỉ) ?(?:đồng|đ(?!\p{L})|vn)|(?:^| )ty dong|billion/u.test(said)) return 1_000_000_000;
  if (/(?:triệu|tr\.?|1[.,]?000[.,]000) ?(?:đồng|đ(?!\p{L})|vn)|trieu dong|million/u.test(said)) return 1_000_000;
  if (/(?:nghìn|ngàn|1[.,]?000) ?(?:đồng|đ(?!\p{L})|vn)|(?:nghin|ngan) dong|thousand/u.test(said)) return 1000;
  return 1;
}
