import type { SemanticContext, SemanticType } from '../semantic-type.ts';
import type { AddressUnits } from './address-units.ts';
import { addressToday, parseAddress } from './parse-address.ts';

const folded = (value: string) => `replace(strip_accents(lower(nfc_normalize(${value}))), 'đ', 'd')`;
/** Cities that are provinces: they are still called so. */
const cities = '(?:thanh pho|tp\\.?) *(?:ha noi|ho chi minh|hcm|da nang|hai phong|can tho|hue)';
const districts = '(?:^|[^a-z])(?:huyen|thi xa|thanh pho|quan|tp|tx|h\\.|q\\.)[. ]+[a-z]';
const phuYen = '(?:^|, *|- *|tinh +)phu yen *$';

/**
 * Free text, of which nothing is demanded. That it is written in units of before the reform is noticed; which units they are now
 * is told by `parseAddress` when the finding is put into words.
 */
export const address: SemanticType = {
  plain: (value, context) => `not ${inFormerUnits(value, context)}`,
  problems: [
    { code: 'parted-units', severity: 'warn', when: inPartedUnits },
    { code: 'former-units', severity: 'info', when: inFormerUnits },
  ],
  expected: { vi: 'địa chỉ theo đơn vị hành chính hiện nay', en: 'an address in the administrative units of today' },
};

const named = (names: readonly string[]) => `(?:^|[^a-z])(?:${names.join('|')})(?:$|[^a-z0-9])`;

function inFormerUnits(value: string, { former }: SemanticContext): string {
  const names = [...(former?.names ?? []), ...(former?.parted ?? []).map(({ name }) => name)];
  const communes = names.length === 0 ? '' : `|${named(names)}`;
  const text = `regexp_replace(${folded(value)}, '${cities}', '', 'g')`;
  return `regexp_matches(${text}, '${districts}|${phuYen}${communes}')`;
}

function inPartedUnits(value: string, { former }: SemanticContext): string {
  const conditions = (former?.parted ?? []).map(({ name, unless }) => {
    const isNamed = `regexp_matches(${folded(value)}, '${named([name])}')`;
    return unless.length === 0 ? isNamed : `(${isNamed} and not regexp_matches(${folded(value)}, '${named(unless)}'))`;
  });
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
}

export interface AddressFate {
  readonly suggestion: string | undefined;
  readonly detail: { readonly vi: string; readonly en: string };
}

/** What became of an address in former units. */
export function explainAddress(text: string, units: AddressUnits | undefined): AddressFate {
  const nothing = { suggestion: undefined, detail: { vi: '', en: '' } };
  if (units === undefined) return nothing;
  const parsed = parseAddress(text, units);
  const today = addressToday(parsed, units);
  if (today !== undefined) return { ...nothing, suggestion: today };
  if (parsed.state !== 'split') return nothing;
  const names = parsed.communesToday.map(({ name, code }) => `${name} (${code})`);
  return {
    suggestion: undefined,
    detail: {
      vi: `${parsed.commune?.name ?? ''} đã chia cho ${names.join(' và ')}; chọn theo thôn, buôn.`,
      en: `${parsed.commune?.name ?? ''} was split between ${names.join(' and ')}; choose by hamlet.`,
    },
  };
}
