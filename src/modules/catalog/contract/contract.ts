import type { AccessClass, Theme } from '#api/datasets.ts';
import type { LoadMode } from '#api/loads.ts';
import type { Localized } from '#api/localized.ts';
import type { Severity } from '#api/quality.ts';
import type { Mask } from '#api/rights.ts';
import type { Retention } from './retention.ts';

/**
 * A dataset's contract as the rooms use it: read out of an ODCS 3.1 document, with defaults filled in and labels
 * complete. `document` is the document itself, kept whole.
 */
export interface Contract {
  readonly id: string;
  readonly version: string;
  readonly status: string;
  readonly title: Localized;
  readonly description: Localized;
  /** Code of the owning agency, e.g. `H15.05`. */
  readonly owner: string;
  readonly access: AccessClass;
  readonly importance: 'core' | 'important' | 'other';
  readonly importanceBasis?: string;
  readonly dataClass?: DataClass;
  readonly legalBasis: readonly string[];
  readonly theme?: Theme;
  readonly loadMode: LoadMode;
  readonly partitionBy: readonly string[];
  readonly unitField?: string;
  /** Share from 0 to 1; 0: a load is never held. */
  readonly holdBelow: number;
  readonly synthetic: boolean;
  readonly freshness?: Freshness;
  /** In which zone of VN-2000 its northings and eastings are; undefined: the province's own. */
  readonly grid?: Grid;
  /** Undefined: everything is kept for good. */
  readonly retention?: Retention;
  readonly fields: readonly Field[];
  /** Names of the key's fields, in order; empty: the dataset has no key. */
  readonly primaryKey: readonly string[];
  readonly rules: readonly CelRule[];
  /** Quality entries of kinds that are not ours: kept, shown, never checked. */
  readonly unknownQuality: readonly string[];
  readonly document: unknown;
}

export type DataClass =
  'original' | 'metadata' | 'master' | 'reference' | 'transaction' | 'aggregate' | 'analytical' | 'open';

/** A zone of VN-2000: the meridian in its middle, in degrees east, and how many degrees it is wide. */
export interface Grid {
  readonly meridian: number;
  readonly zone: 3 | 6;
}

/** From `slaProperties`, both in whole days: how often data come, and how long after the period they may arrive. */
export interface Freshness {
  readonly frequencyDays?: number;
  readonly latencyDays?: number;
}

export type LogicalType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time';

/** Beyond the logical type: whole numbers past 2^53, or exact decimals. */
export type PhysicalType =
  { readonly kind: 'bigint' } | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number };

export type Dimension =
  'accuracy' | 'completeness' | 'coverage' | 'uniqueness' | 'conformity' | 'timeliness' | 'consistency';

export interface Field {
  /** `[a-z][a-z0-9_]*`: the column's name everywhere past intake. */
  readonly name: string;
  readonly physicalName?: string;
  readonly labels: Localized;
  readonly descriptions?: Localized;
  /** Further headings under which the column arrives. */
  readonly aliases: readonly string[];
  /** What the field was called in earlier versions, in any order. */
  readonly formerNames?: readonly string[];
  /** Texts that say that there is no value («-», «..», «N/A»); decided column by column. */
  readonly missing: readonly string[];
  readonly type: LogicalType;
  readonly physicalType?: PhysicalType;
  /** True for the fields of the key, too. */
  readonly required: boolean;
  readonly unique: boolean;
  readonly limits: FieldLimits;
  readonly enumeration?: Enumeration;
  readonly codeList?: CodeListBinding;
  readonly semanticType?: SemanticTypeName;
  readonly elementRef?: string;
  readonly personal: 'none' | 'basic' | 'sensitive';
  /** Set for every personal field. */
  readonly mask?: Mask;
  readonly reference?: { readonly dataset: string; readonly field: string };
  readonly examples: readonly string[];
}

/** From `logicalTypeOptions`; the bounds of dates and times are their ISO text. */
export interface FieldLimits {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** ECMA-262, checked to run in linear time; searched for unless anchored. */
  readonly pattern?: string;
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly exclusiveMinimum?: number | string;
  readonly exclusiveMaximum?: number | string;
  readonly multipleOf?: number;
}

/** ODCS's library metric `invalidValues` with `mustBe: 0`. */
export interface Enumeration {
  readonly values: readonly string[];
  readonly dimension?: Dimension;
  readonly severity: Severity;
}

export interface CodeListBinding {
  readonly id: string;
  /** On which day a code must be valid: of the load's receipt, of a fixed day, or of another field of the row. */
  readonly validOn:
    | { readonly kind: 'receipt' }
    | { readonly kind: 'day'; readonly day: string }
    | { readonly kind: 'field'; readonly field: string };
}

export interface CelRule {
  /** Unique in the contract; the rule's id is `name.cel`. */
  readonly name: string;
  readonly expression: string;
  /** Fields the expression reads, in the contract's order. */
  readonly fields: readonly string[];
  readonly dimension: Dimension;
  readonly severity: Severity;
  readonly message: Localized;
}

export const semanticTypeNames = [
  'personal-id',
  'identity-card',
  'tax-code',
  'social-insurance',
  'health-insurance',
  'phone',
  'plate',
  'province-code',
  'commune-code',
  'agency-code',
  'procedure-code',
  'dossier-code',
  'parcel',
  'passport',
  'bank-account',
  'period',
  'date',
  'number',
  'money',
  'percent',
  'email',
  'person-name',
  'address',
  'latitude',
  'longitude',
  'northing',
  'easting',
] as const;
export type SemanticTypeName = (typeof semanticTypeNames)[number];
