import type { PhysicalType } from '#modules/catalog/index.ts';
import { numberReading } from './read-number.ts';
import type { Reading } from './reading.ts';

const sides = '[NSEWBĐT]|[Bb]ắc|[Nn]am|[Đđ]ông|[Tt]ây';
const number = String.raw`\d{1,3}(?:[.,]\d+)?`;
const sixtieth = String.raw`\d{1,2}(?:[.,]\d+)?`;
/** Degrees, minutes and seconds as people write them, or degrees with a mark or a side; see `parseAngle`. */
const spelled = [
  `^(?:[Vv]ĩ độ |[Kk]inh độ )?(${sides}|)(?: ?độ)? *(-?)`,
  `(?:(${number}) *(?:[°º˚ᵒd]|độ|deg)?`,
  `|(\\d{1,3}) *(?:[°º˚ᵒd:]|độ|deg| ) *(${sixtieth}) *(?:(?:[''′’´m:]|phút| |$) *(?:(${sixtieth}) *(?:["″”“s]|giây|''''|′′|’’)?)?)?)`,
  `[ ,]*(${sides}|)$`,
].join('');

/** Looked at once, since what it is made of is long; minutes and seconds end at sixty. */
const spellAngle = `create or replace temp macro spell_angle(text, digits) as
  list_transform([regexp_extract(text, '${spelled}', ['a', 'minus', 'whole', 'd', 'm', 's', 'b'])], lambda angle:
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
export function angleReading(physicalType: PhysicalType | undefined): Reading {
  const plain = numberReading('typed', physicalType);
  const digits = physicalType?.kind === 'decimal' ? Math.min(physicalType.scale, 9) : 9;
  return {
    ...plain,
    setup: [...plain.setup, spellAngle],
    spell: (bare, text) =>
      `case when regexp_full_match(${bare}, '-?\\d+(?:[.,]\\d+)?') then replace(${bare}, ',', '.') else spell_angle(${text}, ${digits}) end`,
  };
}
