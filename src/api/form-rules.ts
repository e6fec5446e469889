import type { CelTerm } from './cel-term.ts';
import type { Localized } from './localized.ts';
import type { Severity } from './quality.ts';

export const logicalTypes = ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time'] as const;
export type LogicalType = (typeof logicalTypes)[number];

/**
 * How a row of a dataset can be judged while somebody types it: what of the contract needs neither other rows nor a
 * database. The server judges in the end, and by more.
 */
export interface FormRules {
  /** In the contract's order. */
  readonly fields: readonly FormField[];
  readonly rowRules: readonly FormRowRule[];
}

export interface FormField {
  readonly name: string;
  readonly labels: Localized;
  readonly type: LogicalType;
  readonly required: boolean;
  /** Texts that say that there is no value. */
  readonly missing: readonly string[];
  /** Whole numbers beyond ±(2⁵³−1) are stored, too. */
  readonly large: boolean;
  /** What ends the thousands where it stands alone before three digits (`1.234`). */
  readonly thousands: Thousands;
  /** Of money: what one is in đồng. Its cells may say «triệu», «tỷ». */
  readonly amountUnit?: number;
  /** Two digits of a year do not tell its century. */
  readonly birth: boolean;
  /** What can be read as a value. */
  readonly expected: Localized;
  readonly checks: readonly FormCheck[];
}

/** `none`: there it is the decimal point. */
export type Thousands = 'dot' | 'comma' | 'both' | 'none';

/** `expected` says what passes. */
export type FormCheck = {
  readonly rule: string;
  readonly severity: Severity;
  readonly expected: Localized;
} & (
  | { readonly kind: 'length'; readonly minimum: number | null; readonly maximum: number | null }
  /** In RE2's words, searched for. */
  | { readonly kind: 'pattern'; readonly re2: string }
  | { readonly kind: 'range'; readonly limits: FormLimits }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'code-list'; readonly codes: readonly FormCode[]; readonly validOn: CodeDay }
);

/** Bounds of dates and times are their ISO text. */
export interface FormLimits {
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly exclusiveMinimum?: number | string;
  readonly exclusiveMaximum?: number | string;
  readonly multipleOf?: number;
}

/** Days are `YYYY-MM-DD`, both inclusive; null: open. */
export interface FormCode {
  readonly code: string;
  readonly name: Localized;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export type CodeDay =
  { readonly kind: 'day'; readonly day: string } | { readonly kind: 'field'; readonly field: string };

export interface FormRowRule {
  readonly rule: string;
  readonly severity: Severity;
  readonly fields: readonly string[];
  readonly term: CelTerm;
  readonly message: Localized;
}
