import { unitKey, type AddressUnits, type NamedUnit } from './address-units.ts';
import { splitAddress, type AddressPart } from './split-address.ts';

export interface ParsedAddress {
  readonly house: string | null;
  readonly street: string | null;
  /** Thôn, buôn, tổ dân phố with its kind, as it was written. */
  readonly hamlet: string | null;
  readonly commune: NamedUnit | null;
  readonly district: NamedUnit | null;
  readonly province: NamedUnit | null;
  /**
   * `today`: the commune is one of today's. `whole`: a former one that lies whole in one of today's. `split`: one that was parted.
   * `elsewhere`: of a province whose communes are not known here. `unknown`: no commune was found, or more than one.
   */
  readonly state: 'today' | 'whole' | 'split' | 'elsewhere' | 'unknown';
  /** Today's communes in which it may lie. */
  readonly communesToday: readonly NamedUnit[];
  readonly rest: readonly string[];
}

/** Parts an address as people write it, in units of today or of before the reform. Nothing is read but the units. */
export function parseAddress(text: string, units: AddressUnits): ParsedAddress {
  const parts = splitAddress(text).filter(({ name }) => !['vietnam', 'vn'].includes(unitKey(name)));
  const found: { province?: Province; district?: NamedUnit; districtSaid?: boolean; commune?: AddressPart } = {};
  const left: AddressPart[] = [];
  for (const [place, part] of [...parts.entries()].toReversed()) {
    const before = parts[place - 1];
    if (found.commune === undefined) {
      const province = found.province === undefined && !found.districtSaid ? provinceOf(part, units) : undefined;
      if (province !== undefined) {
        found.province = province;
        continue;
      }
      const isDistrict = part.kind === 'district' || (!found.districtSaid && isBareDistrict(part, before, units));
      if (isDistrict && !found.districtSaid) {
        found.districtSaid = true;
        const district = districtOf(part, units);
        if (district !== undefined) found.district = district;
        continue;
      }
      if (part.kind === 'commune' || (part.kind !== 'house' && isCommune(part, units))) {
        found.commune = part;
        continue;
      }
    }
    left.unshift(part);
  }
  const province = found.province ?? null;
  const resolved =
    province !== null && province.today !== ownProvince(units)
      ? { state: 'elsewhere' as const, commune: null, communesToday: [] }
      : resolveCommune(found.commune, { ...found, units });
  return { ...namesOf(left), district: found.district ?? null, province, ...resolved };
}

type Province = AddressUnits['provinces'][number];

function ownProvince(units: AddressUnits): string | undefined {
  return units.communes[0]?.province;
}

/** The city of that name is meant by `tỉnh` or by nothing; `TP` may also be a city in a province. */
function provinceOf(
  { kind, word, name, text }: AddressPart,
  { provinces, districts }: AddressUnits,
): Province | undefined {
  if (kind === 'province') return provinces.find(({ key }) => key === unitKey(name));
  if (word === 'thanhpho') {
    const key = cityKey(name);
    return districts.some((one) => one.key === key)
      ? undefined
      : provinces.find((one) => one.kind === 'thanhpho' && one.key === key);
  }
  return kind === 'unknown' ? provinces.find(({ key }) => key === unitKey(text)) : undefined;
}

function cityKey(name: string): string {
  const key = unitKey(name);
  return { hcm: 'hochiminh', bmt: 'buonmathuot' }[key] ?? key;
}

function districtOf({ word, name, text, kind }: AddressPart, { districts }: AddressUnits): NamedUnit | undefined {
  const key = cityKey(kind === 'district' ? name : text);
  const named = districts.filter((one) => one.key === key);
  return named.find((one) => one.kind === word) ?? (named.length === 1 ? named[0] : undefined);
}

/** `…, Ea Kao, Buôn Ma Thuột, …`: no word says that it is a district, but a commune of it stands before. */
function isBareDistrict(part: AddressPart, before: AddressPart | undefined, units: AddressUnits): boolean {
  if (part.kind !== 'unknown' && part.kind !== 'hamlet') return false;
  const district = districtOf({ ...part, kind: 'unknown' }, units);
  if (district === undefined) return false;
  if (before?.kind === 'commune' || !isCommune({ ...part, kind: 'unknown' }, units)) return true;
  const key = before === undefined ? '' : unitKey(before.text);
  return units.formerCommunes.some((one) => one.district === district.code && one.key === key);
}

function isCommune({ kind, text }: AddressPart, { communes, formerCommunes }: AddressUnits): boolean {
  if (kind !== 'unknown' && kind !== 'hamlet') return false;
  const key = unitKey(text);
  return [...communes, ...formerCommunes].some((one) => one.key === key);
}

function resolveCommune(
  part: AddressPart | undefined,
  {
    district,
    districtSaid,
    province,
    units,
  }: {
    readonly district?: NamedUnit;
    readonly districtSaid?: boolean;
    readonly province?: Province;
    readonly units: AddressUnits;
  },
): Pick<ParsedAddress, 'state' | 'commune' | 'communesToday'> {
  const unknown = { state: 'unknown' as const, commune: null, communesToday: [] };
  if (part === undefined || (districtSaid === true && district === undefined && units.districts.length > 0))
    return unknown;
  const today = alike(units.communes, part);
  const former = alike(
    units.formerCommunes.filter(
      (one) =>
        (district === undefined || one.district === district.code) &&
        (province === undefined || province.code === ownProvince(units) || one.province === province.code),
    ),
    part,
  );
  // A district is named in addresses of before the reform, and so is a province that is no more.
  const inFormer = district !== undefined || (province !== undefined && province.code !== province.today);
  const [first, second] = inFormer ? [former, today] : [today, former];
  const [only, ...others] = first.length > 0 ? first : second;
  if (only === undefined || others.length > 0) return unknown;
  if (units.byCode.get(only.code) === only) return { state: 'today', commune: only, communesToday: [only] };
  const successors = units.successors.get(only.code) ?? [];
  const communesToday = successors.flatMap(({ to }) => units.byCode.get(to) ?? []);
  const whole = successors.length === 1 && successors[0]?.whole === true && communesToday.length === 1;
  return { state: whole ? 'whole' : 'split', commune: only, communesToday };
}

/** Units of the name, of its kind where there are some. */
function alike(units: readonly NamedUnit[], { kind, word, name, text }: AddressPart): readonly NamedUnit[] {
  const key = unitKey(kind === 'commune' ? name : text);
  const named = units.filter((one) => one.key === key);
  const ofKind = named.filter((one) => one.kind === word);
  const exact = (found: readonly NamedUnit[]) => {
    const written = foldCase(kind === 'commune' ? name : text);
    const same = found.filter((one) => foldCase(one.name).endsWith(written));
    return found.length > 1 && same.length > 0 ? same : found;
  };
  return exact(ofKind.length > 0 ? ofKind : named);
}

function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function namesOf(parts: readonly AddressPart[]): Pick<ParsedAddress, 'house' | 'street' | 'hamlet' | 'rest'> {
  const textOf = (kind: AddressPart['kind']) =>
    parts
      .filter((part) => part.kind === kind)
      .map(({ text }) => text)
      .join(', ');
  const used = new Set(['house', 'street', 'hamlet']);
  return {
    house: textOf('house') || null,
    street: textOf('street') || null,
    hamlet: textOf('hamlet') || null,
    rest: parts.filter(({ kind }) => !used.has(kind)).map(({ text }) => text),
  };
}

/** The address with its commune of today; undefined where that is not certain. */
export function addressToday(parsed: ParsedAddress, units: AddressUnits): string | undefined {
  const [commune, ...others] = parsed.communesToday;
  if (commune === undefined || others.length > 0 || !['today', 'whole'].includes(parsed.state)) return undefined;
  const province = units.provinces.find(({ code, today }) => code === commune.province && code === today);
  const place = [parsed.house, parsed.street].filter((one) => one !== null).join(' ');
  const names = [place, ...parsed.rest, parsed.hamlet ?? '', commune.name, province?.name ?? ''];
  return names.filter((name) => name !== '').join(', ');
}
