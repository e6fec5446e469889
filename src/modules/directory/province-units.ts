import { join } from 'node:path';
import { readPackTable } from './pack-table.ts';
import { nameCommune, nameDistrict } from './unit-name.ts';
import type { AdministrativeUnit, UnitSuccession, UnitTable } from './unit.ts';

/** Day on which government became two-tier, and with it nearly every unit of the country a new one. */
export const reformDay = '2025-07-01';
const lastDayBefore = '2025-06-30';

/** The country's provinces: 63 until the reform and 34 since, of which 11 are the same. */
export function readProvinces(folder: string): UnitTable {
  const rows = readPackTable(join(folder, 'provinces.csv'), [
    'code',
    'name_vi',
    'name_en',
    'valid_from',
    'valid_to',
    'successor',
  ]);
  return {
    units: rows.map((row) => ({
      code: row.code,
      name: { vi: row.name_vi, en: row.name_en },
      level: 'province',
      parent: null,
      validFrom: row.valid_from || null,
      validTo: row.valid_to || null,
    })),
    successions: rows
      .filter((row) => row.successor !== '')
      .map((row) => ({ from: row.code, to: row.successor, coverage: 'full', on: reformDay, basis: '202/2025/QH15' })),
  };
}

/** The province's own communes, before and since the reform, after the resolution's text. */
export function readOwnCommunes(folder: string, province: string): UnitTable {
  const today = readPackTable(join(folder, 'dak-lak-communes.csv'), ['code', 'name']);
  const rows = readPackTable(join(folder, 'dak-lak-successions.csv'), [
    'old_code',
    'old_name',
    'old_district',
    'old_province',
    'new_code',
    'coverage',
    'on',
    'basis',
  ]);
  const former = new Map<string, AdministrativeUnit>();
  const successions: UnitSuccession[] = [];
  for (const row of rows) {
    former.set(row.old_code, {
      ...formerCommune(row.old_code, row.old_name, row.old_province),
      district: row.old_district,
    });
    const coverage = row.coverage === 'partial' ? 'partial' : 'full';
    successions.push({ from: row.old_code, to: row.new_code, coverage, on: row.on, basis: row.basis });
  }
  return {
    units: [...today.map((row) => currentCommune(row.code, row.name, province)), ...former.values()],
    successions,
  };
}

/** The districts of our own province and of the one that joined it: abolished, and without a successor. */
export function readOwnDistricts(folder: string): UnitTable {
  const rows = readPackTable(join(folder, 'dak-lak-districts.csv'), ['code', 'name', 'province']);
  return {
    units: rows.map(({ code, name, province }) => ({
      code,
      name: nameDistrict(name),
      level: 'district',
      parent: province,
      validFrom: null,
      validTo: lastDayBefore,
    })),
    successions: [],
  };
}

export function currentCommune(code: string, name: string, province: string): AdministrativeUnit {
  return { code, name: nameCommune(name), level: 'commune', parent: province, validFrom: reformDay, validTo: null };
}

export function formerCommune(code: string, name: string, province: string | null): AdministrativeUnit {
  return { code, name: nameCommune(name), level: 'commune', parent: province, validFrom: null, validTo: lastDayBefore };
}
