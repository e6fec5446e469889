import type { Localized } from '#api/localized.ts';

/**
 * An administrative unit in one period of its life. Days are `YYYY-MM-DD`, both inclusive; null: open. A code alone names
 * no unit: since 1 July 2025 many are used again for another one, so every code is read with a day.
 */
export interface AdministrativeUnit {
  readonly code: string;
  /** With its kind, e.g. `Phường Ea Kao`, `Ea Kao Ward`. */
  readonly name: Localized;
  readonly level: 'province' | 'district' | 'commune';
  /** The province's code on a commune or district. */
  readonly parent: string | null;
  /** On a commune of before the reform: the district's code, as far as it is known. */
  readonly district?: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** The unit that bore `from` until the day before `on` became, whole or in part, the one that bears `to` since. */
export interface UnitSuccession {
  readonly from: string;
  readonly to: string;
  /** `partial`: it was split, so that the code alone does not tell the successor. */
  readonly coverage: 'full' | 'partial';
  readonly on: string;
  /** The decision, e.g. `1660/NQ-UBTVQH15 Đ1k90`; undefined where only the community mapping says so. */
  readonly basis?: string;
}

/** Units of a region with what became of them, as one table. */
export interface UnitTable {
  readonly units: readonly AdministrativeUnit[];
  readonly successions: readonly UnitSuccession[];
}

/** Whether something valid from `validFrom` to `validTo` is so on `day`. */
export function isValidOn(
  period: { readonly validFrom: string | null; readonly validTo: string | null },
  day: string,
): boolean {
  return (period.validFrom === null || period.validFrom <= day) && (period.validTo === null || day <= period.validTo);
}
