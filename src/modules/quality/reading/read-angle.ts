import type { PhysicalType } from '#modules/catalog/index.ts';
import { numberReading } from './read-number.ts';
import type { Reading } from './reading.ts';

/** By axis: what stands for its sides. A side of the other axis makes no angle of this one. */
const sides = { latitude: '[NSB]|[Bb]ắc|[Nn]am', longitude: '[EWĐT]|[Đđ]ông|[Tt]ây' } as const;
type Axis = keyof typeof sides;
const number = String.raw`\d{1,3}(?:[.,]\d+)?`;
const sixtieth = String.raw`\d{1,2}(?:[.,]\d+)?`;
/** Degrees, minutes and seconds as people write them, or degrees with a mark or a side; see `parseAngle`. */
const spelled = (axis: Axis) =>
  [
    `^(?:(?:[Vv]ĩ độ|[Kk]inh độ|[Ll]at|[Ll]on|[Ll]ong)[: ]+)?(${sides[axis]}|)(?: ?độ)? *(-?)`,
    `(?:(${number}) *(?:[°º˚ᵒ⁰od*]|độ|deg)?`,
    `|(\\d{1,3}) *(?:[°º˚ᵒ⁰od*:]|độ|deg| ) *(${sixtieth}) *(?:(?:[''′’´m:]|phút| |$) *(?:(${sixtieth}) *(?:["″”“s]|giây|''''|′′|’’)?)?)?)`,
    `[ ,.]*(?:[Vv]ĩ độ |[Kk]inh độ )?(${sides[axis]}|)$`,
  ].join('');

/** Looked at once, since what it is made of is long; minutes and seconds end at sixty. */
const spellAngle = (axis: Axis) => `create or replace temp macro spell_${axis}(text, digits) as
  list_transform([regexp_extract(regexp_replace(text, '^(\\d{1,3})-(\\d{1,2})-(\\d{1,2})', '\\1 \\2 \\3'), '${spelled(axis)}', ['a', 'minus', 'whole', 'd', 'm', 's', 'b'])], lambda angle:
    case when angle.whole = '' and angle.d = '' then null
      when angle.m <> '' and replace(angle.m, ',', '.')::double >= 60 then null
      when angle.s <> '' and (replace(angle.s, ',', '.')::double >= 60 or regexp_matches(angle.m, '[.,]')) then null
      else round(
        case when angle.minus = '-' then -1 else 1 end
        * case when regexp_full_match(angle.a || angle.b, '[SWT]|[Nn]am|[Tt]ây') then -1 else 1 end
        * (replace(angle.whole || angle.d, ',', '.')::double
          + coalesce(try_cast(replace(angle.m, ',', '.') as double), 0) / 60
          + coalesce(try_cast(replace(angle.s, ',', '.') as double), 0) / 3600), digits)::varchar end)[1]`;

/**
 * Degrees of a latitude or longitude: `12.6667`, `12,6667`, `12°40'12"N`, `12 độ 40 phút Bắc`. A dot or comma is
 * always the decimal one here: no angle has thousands.
 */
export function angleReading(axis: Axis, physicalType: PhysicalType | undefined): Reading {
  const plain = numberReading('typed', physicalType);
  const digits = physicalType?.kind === 'decimal' ? Math.min(physicalType.scale, 9) : 9;
  return {
    ...plain,
    setup: [...plain.setup, spellAngle(axis)],
    mend: ({ text }) => `case when regexp_full_match(${text}, '-?\\d+,\\d+') then 'decimal-comma' else 'angle' end`,
    spell: (bare, text) =>
      `case when regexp_full_match(${bare}, '-?\\d+(?:[.,]\\d+)?') then replace(${bare}, ',', '.') else spell_${axis}(${text}, ${digits}) end`,
  };
}
