import { join } from 'node:path';
import type { Language } from '#api/localized.ts';
import { canonicalAgencyCode } from './agency-code.ts';
import type { Agency } from './agency.ts';
import { readCountryCommunes } from './country-communes.ts';
import { readOwnCommunes, readOwnDistricts, readProvinces } from './province-units.ts';
import { readAgencies } from './read-agencies.ts';
import { isValidOn, type AdministrativeUnit, type UnitSuccession, type UnitTable } from './unit.ts';

/** Code of the province whose communes and agencies the packs hold. */
const ownProvince = '66';

/** Agencies and administrative units, both valid in time, with their successions. */
export interface Directory {
  /** The unit that bore the code on that day. */
  findUnit(code: string, day: string): AdministrativeUnit | undefined;
  /** The communes of a province on that day, by code; of our own unless another is named. */
  listCommunes(query: { readonly province?: string; readonly day: string }): readonly AdministrativeUnit[];
  /** What became of the unit that bore the code on that day; empty while it lasts, and for a code that nobody bore. */
  successorsOf(code: string, day: string): readonly UnitSuccession[];
  /** By the current form of its code or by the older one (`000.00.05.H15`). */
  findAgency(code: string): Agency | undefined;
  /** Former ones too. */
  listAgencies(): readonly Agency[];
  /** The code itself where it is not known. */
  agencyName(code: string, language: Language): string;
  /** Whole tables, for the code lists. */
  readonly tables: {
    provinces(): UnitTable;
    ownCommunes(): UnitTable;
    ownDistricts(): UnitTable;
    countryCommunes(): UnitTable;
  };
}

/**
 * Reads the packs folder. Nothing is read before it is asked for, and only once: the country's communes (3.8 MB) only for
 * a commune outside the province.
 */
export function createDirectory(options: { readonly packs: string }): Directory {
  const folder = join(options.packs, 'directory');
  const provinces = once(() => readProvinces(folder));
  const ownCommunes = once(() => readOwnCommunes(folder, ownProvince));
  const ownDistricts = once(() => readOwnDistricts(folder));
  const countryCommunes = once(() => readCountryCommunes(ownCommunes(), provinces()));
  const byCode = {
    provinces: once(() => Map.groupBy(provinces().units, (unit) => unit.code)),
    own: once(() => Map.groupBy(ownCommunes().units, (unit) => unit.code)),
    country: once(() => Map.groupBy(countryCommunes().units, (unit) => unit.code)),
  };
  const agencies = once(() => readAgencies(join(folder, 'agencies.yaml'), ownCommunes().units));
  const agenciesByCode = once(() => new Map(agencies().map((agency) => [agency.code, agency])));

  const periodsOf = (code: string): readonly AdministrativeUnit[] =>
    (code.length === 2 ? byCode.provinces().get(code) : (byCode.own().get(code) ?? byCode.country().get(code))) ?? [];
  const findUnit = (code: string, day: string) => periodsOf(code).find((unit) => isValidOn(unit, day));
  const findAgency = (code: string) => agenciesByCode().get(canonicalAgencyCode(code));

  return {
    findUnit,
    listCommunes: ({ province = ownProvince, day }) => {
      const isOwn = ownCommunes().units.some((unit) => unit.parent === province);
      const { units } = isOwn ? ownCommunes() : countryCommunes();
      return units
        .filter((unit) => unit.parent === province && isValidOn(unit, day))
        .toSorted((a, b) => (a.code < b.code ? -1 : 1));
    },
    successorsOf: (code, day) => {
      const lastDay = findUnit(code, day)?.validTo;
      if (lastDay === undefined || lastDay === null) return [];
      const { successions } =
        code.length === 2 ? provinces() : byCode.own().has(code) ? ownCommunes() : countryCommunes();
      return successions.filter((succession) => succession.from === code && succession.on > lastDay);
    },
    findAgency,
    listAgencies: agencies,
    agencyName: (code, language) => findAgency(code)?.name[language] ?? code,
    tables: { provinces, ownCommunes, ownDistricts, countryCommunes },
  };
}

function once<T>(read: () => T): () => T {
  let value: { readonly read: T } | undefined;
  return () => (value ??= { read: read() }).read;
}
