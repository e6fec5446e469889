/**
 * A code list (danh mục): codes that are closed, valid in time, never deleted and never used again for something else.
 */
export interface CodeList {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly codes: readonly Code[];
  readonly successions: readonly CodeSuccession[];
}

/** Days are `YYYY-MM-DD`, both inclusive; null: open. The same code may stand twice, with different periods. */
export interface Code {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en?: string };
  /** Other names by which people mean it. */
  readonly aliases?: readonly string[];
  readonly parent?: string;
  /** Of a former commune: the code of its district. */
  readonly district?: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** An old code became, whole or in part, a new one on a day. */
export interface CodeSuccession {
  readonly from: string;
  readonly to: string;
  /** `partial`: the old one was split, so that the code alone does not tell its successor. */
  readonly coverage: 'full' | 'partial';
  readonly on: string;
}

/** Finds a list by its identifier (`commune`, `commune-vn`, `province`, …); reads packs, needs no database. */
export type CodeLists = (id: string) => CodeList | undefined;
