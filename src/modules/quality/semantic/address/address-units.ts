import type { Code, CodeList, CodeLists } from '#modules/dictionary/index.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';

export interface NamedUnit {
  readonly code: string;
  /** With its kind: `Phường Ea Kao`. */
  readonly name: string;
  /** `phuong`, `xa`, `thitran`, `huyen`, … */
  readonly kind: string;
  /** The name without its kind, as it is compared. */
  readonly key: string;
  readonly province?: string;
  readonly district?: string;
}

/** The units in which an address may be written, those of today and those before. */
export interface AddressUnits {
  readonly communes: readonly NamedUnit[];
  readonly formerCommunes: readonly NamedUnit[];
  readonly districts: readonly NamedUnit[];
  /** Of any time; one that was merged has its successor's code. */
  readonly provinces: readonly (NamedUnit & { readonly today: string })[];
  readonly successors: ReadonlyMap<string, readonly { readonly to: string; readonly whole: boolean }[]>;
  readonly byCode: ReadonlyMap<string, NamedUnit>;
}

const kinds = /^(?:thành phố|thị xã|thị trấn|đặc khu|phường|xã|huyện|quận|tỉnh)(?= )/iu;

/** Undefined where the list of communes is not known; other lists may be missing. */
export function addressUnitsOf(codeLists: CodeLists): AddressUnits | undefined {
  const [communes, districts, provinces] = ['commune', 'district', 'province'].map((id) => codeLists(id));
  if (communes === undefined) return undefined;
  const today = communes.codes.filter(({ validTo }) => validTo === null).map(namedUnit);
  const successors = new Map<string, { to: string; whole: boolean }[]>();
  for (const { from, to, coverage } of communes.successions) {
    successors.set(from, [...(successors.get(from) ?? []), { to, whole: coverage === 'full' }]);
  }
  return {
    communes: today,
    formerCommunes: communes.codes.filter(({ validTo }) => validTo !== null).map(namedUnit),
    districts: (districts?.codes ?? []).map(namedUnit),
    provinces: (provinces?.codes ?? []).map((province) => ({
      ...namedUnit(province),
      today: provinceToday(province, provinces),
    })),
    successors,
    byCode: new Map(today.map((unit) => [unit.code, unit])),
  };
}

function provinceToday({ code, validTo }: Code, list: CodeList | undefined): string {
  return validTo === null ? code : (list?.successions.find(({ from }) => from === code)?.to ?? code);
}

function namedUnit({ code, name, parent, district }: Code): NamedUnit {
  const vi = name.vi.normalize('NFC');
  const kind = kinds.exec(vi)?.[0] ?? '';
  return {
    code,
    name: vi,
    kind: foldHeading(kind),
    key: unitKey(vi.slice(kind.length)),
    ...(parent === undefined ? {} : { province: parent }),
    ...(district === undefined ? {} : { district }),
  };
}

/** Names as they are compared: Ê Đê names are spelled in many ways (Đắk, Đăk, Đắc; EaBar, Ea Bar), wards have numbers. */
export function unitKey(name: string): string {
  return foldHeading(name)
    .replace(/^0+(?=\d)/, '')
    .replaceAll('dac', 'dak');
}
