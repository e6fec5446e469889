import type { PhysicalType } from '#modules/catalog/index.ts';
import { ambiguousNumber, type NumberStyle } from './number-style.ts';
import { amountMacros, spellAmount } from './read-amount.ts';
import { unreadable, type Reading, type ReadingProblem } from './reading.ts';

const currencies = 'đồng|dong|vnđ|vnd|vnð|đ|₫';
/** What parts thousands and is never a decimal point: blanks and apostrophes. */
const apart = '[ \\x{a0}\\x{202f}\\x{27}\\x{2019}]';
const blank = '[ \\x{a0}\\x{202f}]*';

/**
 * A number without what may stand around it: the mark of a footnote (`1.234 (1)`, `12,5*`), a currency, a per cent sign;
 * with a plain minus, also for the brackets of bookkeepers: `(1.234)`, `(3,2%)`. Most cells are plain, and looked at no further.
 */
const bareNumber = `create or replace temp macro bare_number(text) as
  case when try_cast(text as bigint) is not null then lower(text) else regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(lower(text), '(\\d%?) *(?:\\((?:\\d|[a-z]|\\*{1,3})\\)|\\*{1,3}|[¹²³⁴-⁹]{1,2})$', '\\1'),
        '^\\((\\d[^()]*)\\)$', '-\\1'),
      '${blank}(?:${currencies}|%|phần trăm|\\((?:${currencies}|%)\\))\\.?$|,-$|^(?:vnđ|vnd|₫|%) *', '', 'g'),
    '^[−–](\\d)', '-\\1') end`;

const hasCurrency = `create or replace temp macro has_currency(text) as
  regexp_matches(lower(text), '\\d\\)?${blank}\\(?(?:${currencies})\\)?\\.?\\)?$|^(?:vnđ|vnd|₫) *\\d')`;

/**
 * The one spelling that a cast takes, for `1234.5`, `1.234.567,89`, `1,234,567.89`, `1 234 567,89`, `1'234'567.89`, `15.000 đ`, `12,5%`.
 * `dot_groups` and `comma_groups` say whether a dot, a comma before exactly three digits ends the thousands; with a
 * currency after it, it does.
 */
const spellNumber = `create or replace temp macro spell_number(bare, dot_groups, comma_groups) as
  case
    when regexp_full_match(bare, '[-+]?[1-9]\\d{0,2}\\.\\d{3}') then case when dot_groups then replace(bare, '.', '') else bare end
    when regexp_full_match(bare, '[-+]?[1-9]\\d{0,2},\\d{3}') then replace(bare, ',', case when comma_groups then '' else '.' end)
    when regexp_full_match(bare, '[-+]?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?') then bare
    when regexp_full_match(bare, '[-+]?\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?') then replace(replace(bare, '.', ''), ',', '.')
    when regexp_full_match(bare, '[-+]?\\d+,\\d+') then replace(bare, ',', '.')
    when regexp_full_match(bare, '[-+]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?') then replace(bare, ',', '')
    when regexp_full_match(bare, '[-+]?\\d{1,3}(?:${apart}\\d{3})+(?:[.,]\\d+)?')
      then replace(regexp_replace(bare, '${apart}', '', 'g'), ',', '.')
  end`;

/** The most telling of what was done to a number that is written in another way. `converts`: the field is not in đồng. */
const numberMend = `create or replace temp macro number_mend(text, value, money, converts) as
  case
    when money and regexp_matches(lower(text), '\\d *(?:tỷ|tỉ|triệu|tr|nghìn|ngàn|k)') then 'amount'
    when converts and has_currency(text) then 'amount'
    when regexp_full_match(text, '\\(.+\\)') then 'negative'
    when regexp_matches(text, '[\\pL%₫(*¹²³⁴-⁹]|,-$') then 'number-signs'
    when abs(value) >= 1000 and regexp_matches(text, '\\d(?:[.,]|${apart})\\d{3}(?:\\D|$)') then 'thousands'
    when contains(text, ',') then 'decimal-comma'
    else 'number'
  end`;

const setup = [bareNumber, hasCurrency, spellNumber, numberMend];

function mendOf(amount: AmountUnit): Reading['mend'] {
  const converts = amount !== undefined && amount !== 1;
  return ({ text, value }) => `number_mend(${text}, ${value}, ${amount !== undefined}, ${converts})`;
}

/** Of a field of money: what one of it is in đồng (`1000000` where it is declared in «triệu đồng»). */
export type AmountUnit = number | undefined;

const largestSafe = '9007199254740991';

export function integerReading(
  style: NumberStyle,
  physicalType: PhysicalType | undefined,
  amount?: AmountUnit,
): Reading {
  const groups = style === 'typed' ? 'typed' : 'groups';
  return {
    type: 'BIGINT',
    setup: amount === undefined ? setup : [...setup, ...amountMacros],
    cast: (cell) => {
      const value = `try_cast(${cell} as bigint)`;
      if (physicalType?.kind === 'bigint') return value;
      return `case when ${value} between -${largestSafe} and ${largestSafe} then ${value} end`;
    },
    plain: (cell, value) => `${value}::varchar = ${cell}`,
    bare: (text) => `bare_number(${text})`,
    // Only what is whole gets this far, for a cast would round.
    spell: (bare, text) =>
      `nullif(regexp_extract(${spellNumberOf(bare, text, groups, amount)}, '^\\+?(-?\\d+)(?:\\.0+)?$', 1), '')`,
    mend: mendOf(amount),
    problems: [
      scientific,
      {
        code: 'too-large',
        severity: 'error',
        when: ({ spelled, value }) => `${value} is null and ${spelled} is not null`,
      },
      {
        code: 'not-whole',
        severity: 'error',
        when: ({ bare, text, value }) =>
          `${value} is null and try_cast(${spellNumberOf(bare, text, groups, undefined)} as double) is not null`,
      },
      ...(amount === undefined ? [] : [ambiguousAmount]),
      unreadable('not-a-number'),
    ],
  };
}

/** A double, or exact where the contract says DECIMAL. */
export function numberReading(
  style: NumberStyle,
  physicalType: PhysicalType | undefined,
  amount?: AmountUnit,
): Reading {
  const decimal = physicalType?.kind === 'decimal' ? physicalType : undefined;
  const certain = style === 'typed' ? '' : ` and not regexp_full_match(#, '${ambiguousNumber}')`;
  return {
    type: decimal === undefined ? 'DOUBLE' : `DECIMAL(${decimal.precision},${decimal.scale})`,
    setup: amount === undefined ? setup : [...setup, ...amountMacros],
    cast: (cell) =>
      decimal === undefined
        ? `case when isfinite(try_cast(${cell} as double)) then try_cast(${cell} as double) end`
        : `case when regexp_full_match(${cell}, '[-+]?\\d+(?:\\.\\d{0,${decimal.scale}}0*)?')` +
          ` then try_cast(${cell} as decimal(${decimal.precision}, ${decimal.scale})) end`,
    plain: (cell, value) =>
      `(regexp_full_match(${cell}, '-?\\d+(?:\\.\\d+)?') and ${value} is not null${certain.replace('#', () => cell)})`,
    bare: (text) => `bare_number(${text})`,
    spell: (bare, text) => spellNumberOf(bare, text, style, amount),
    mend: mendOf(amount),
    problems: [
      ...(decimal === undefined ? [] : [tooPrecise]),
      ...(style === 'undecided' ? [ambiguous] : []),
      ...(amount === undefined ? [] : [ambiguousAmount]),
      unreadable('not-a-number'),
    ],
  };
}

function spellNumberOf(bare: string, text: string, style: NumberStyle, amount: AmountUnit): string {
  const groups = (own: NumberStyle) => (style === 'groups' || style === own ? 'true' : `has_currency(${text})`);
  const number = `spell_number(${bare}, ${groups('dot-groups')}, ${groups('comma-groups')})`;
  return amount === undefined ? number : spellAmount({ bare, text, number, unit: amount });
}

const scientific: ReadingProblem = {
  code: 'scientific',
  severity: 'error',
  when: ({ bare, value }) => `${value} is null and regexp_full_match(${bare}, '[-+]?\\d(?:[.,]\\d+)?e[-+]?\\d+')`,
};

const tooPrecise: ReadingProblem = {
  code: 'too-precise',
  severity: 'error',
  when: ({ spelled, value }) => `${value} is null and ${spelled} is not null`,
};

const ambiguous: ReadingProblem = {
  code: 'ambiguous-number',
  severity: 'warn',
  when: ({ text }) => `regexp_full_match(${text}, '${ambiguousNumber}')`,
};

/** `1,234 triệu`: a million and some, or a thousand millions. */
const ambiguousAmount: ReadingProblem = {
  code: 'ambiguous-amount',
  severity: 'error',
  when: ({ bare, value }) => `${value} is null and regexp_matches(${bare}, '^-?\\d+,\\d{3} *(?:tỷ|tỉ|tr|ngh|ngà)')`,
};
