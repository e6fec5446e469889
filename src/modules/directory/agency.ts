import type { Localized } from '#api/localized.ts';

export const agencyKinds = [
  'committee',
  'office',
  'department',
  'inspectorate',
  'police',
  'statistics',
  'centre',
  'board',
] as const;
export type AgencyKind = (typeof agencyKinds)[number];

/** An agency in its period of life. Days are `YYYY-MM-DD`, both inclusive; null: open. */
export interface Agency {
  /** In the form of QĐ 20/2020/QĐ-TTg, e.g. `H15.05`. */
  readonly code: string;
  readonly name: Localized;
  readonly kind: AgencyKind;
  /** The agency it belongs to. */
  readonly parent: string | null;
  /** Code of the administrative unit that it governs; only People's Committees have one. */
  readonly unit: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly successors: readonly AgencySuccession[];
}

export interface AgencySuccession {
  readonly to: string;
  readonly coverage: 'full' | 'partial';
  readonly on: string;
  /** Which tasks went over, in Vietnamese, where not all did. */
  readonly tasks?: string;
  readonly confidence: 'high' | 'medium';
}
