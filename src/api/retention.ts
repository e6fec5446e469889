/** How long a dataset's files are kept, as its contract declares; null: for good. */
export interface RetentionView {
  readonly landing: KeptForView | null;
  readonly snapshots: KeptForView | null;
  readonly rejects: KeptForView | null;
  readonly law: { readonly basis: string; readonly from: string | null; readonly until: string | null } | null;
}

/** While it is younger, or one of the newest. */
export interface KeptForView {
  readonly days: number;
  readonly keep: number;
}
