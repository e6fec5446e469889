import type { Theme } from '#api/datasets.ts';
import type { Localized } from '#api/localized.ts';
import type { Mask } from '#api/rights.ts';
import type { Field, FieldLimits, Grid, LogicalType, SemanticTypeName } from '../contract/contract.ts';

/** What a contract under proposal says; `writeDraft` makes the document of it. */
export interface ContractDraft {
  readonly id: string;
  readonly title: Localized;
  readonly purpose: Localized;
  /** Code of the owning agency. */
  readonly owner: string;
  readonly theme?: Theme;
  readonly grid?: Grid;
  readonly fields: readonly DraftField[];
  /** Names of fields, in order; empty: none. */
  readonly key: readonly string[];
  /** Lines for whoever reads the document, above everything. */
  readonly notes: readonly string[];
}

export interface DraftField {
  readonly name: string;
  readonly labels: Localized;
  readonly aliases: readonly string[];
  readonly type: LogicalType;
  /** `BIGINT`, `DECIMAL(p,s)`. */
  readonly physicalType?: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly limits: FieldLimits;
  readonly enumeration?: { readonly values: readonly string[]; readonly severity: 'error' | 'warning' };
  readonly elementRef?: string;
  readonly codeList?: string;
  /** A day, where the codes are those of a time past. */
  readonly codeListDate?: string;
  readonly semanticType?: SemanticTypeName;
  /** Its values stand in that field of another dataset, or of this one. */
  readonly reference?: { readonly dataset: string; readonly field: string };
  readonly personal: Field['personal'];
  readonly mask?: Mask;
  readonly missing: readonly string[];
  readonly examples: readonly string[];
  /** By what is proposed (`type`, `required`, `codeList`, …): the share of rows that agree, 0 to 1. */
  readonly agreement: Readonly<Record<string, number>>;
  /** Lines for whoever reads the document, above the field. */
  readonly notes: readonly string[];
}
