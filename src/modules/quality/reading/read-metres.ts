import type { PhysicalType } from '#modules/catalog/index.ts';
import { numberReading } from './read-number.ts';
import type { Reading } from './reading.ts';

const groups = (sign: string) => String.raw`\d{1,3}(?:${sign}\d{3})`;

/**
 * Coordinates in metres: `1400853.968`, `1.400.853,968`, `1 400 853.968 m`, `1'400'853.968`, `X = 1400853,968`. Metres of Vietnam have six digits at
 * least, so that a single sign before three digits parts thousands where fewer stand before it, and else decimals.
 */
export const spellMetres = `create or replace temp macro spell_metres(text) as
  list_transform([regexp_replace(regexp_replace(text, '[\\x{27}\\x{2019}](\\d{3})', '\\1', 'g'), '^(?:[XYNExyne] ?[=:])|[\\s\\x{a0}\\x{202f}]|(?:m\\.?|mét|[NEBĐ])$', '', 'g')], lambda digits:
    case
      when regexp_full_match(digits, '\\d{1,3}[.,]\\d{3}|${groups(String.raw`\.`)}{2,}|${groups(',')}{2,}') then regexp_replace(digits, '[.,]', '', 'g')
      when regexp_full_match(digits, '\\d+(?:[.,]\\d+)?') then replace(digits, ',', '.')
      when regexp_full_match(digits, '${groups(String.raw`\.`)}+,\\d+') then replace(replace(digits, '.', ''), ',', '.')
      when regexp_full_match(digits, '${groups(',')}+\\.\\d+') then replace(digits, ',', '')
    end)[1]`;

export function metresReading(physicalType: PhysicalType | undefined): Reading {
  const plain = numberReading('typed', physicalType);
  return {
    ...plain,
    setup: [...plain.setup, spellMetres],
    // A plain number but for one whose dot may part thousands.
    plain: (cell, value) => `(${plain.plain(cell, value)} and not regexp_full_match(${cell}, '\\d{1,3}\\.\\d{3}'))`,
    bare: (text) => text,
    spell: (_bare, text) => `spell_metres(${text})`,
  };
}
