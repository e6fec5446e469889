import type { Caller } from '../caller.ts';

/** What the pages ask about a dataset's snapshots. */
export interface VersionServices {
  /** What differs between two snapshots, as the caller may see it. Throws `snapshot-unknown`, `right-missing`. */
  compareSnapshots(caller: Caller, dataset: string, asked: ComparisonAsked): Promise<ComparisonView>;
  /** Makes an earlier state current again, as a new snapshot. Throws `snapshot-unknown`, `right-missing`. */
  restoreSnapshot(
    caller: Caller,
    dataset: string,
    asked: { readonly snapshot: string; readonly note: string | null },
  ): Promise<{ readonly snapshot: string }>;
}

export interface ComparisonAsked {
  /** Unless given, the snapshot that was current before. */
  readonly from?: string;
  readonly to: string;
  readonly kind?: ChangeKind;
  readonly offset: number;
  readonly limit: number;
}

export const changeKinds = ['added', 'changed', 'removed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ComparisonView {
  /** Null: there was none before. */
  readonly from: string | null;
  readonly counts: Readonly<Record<ChangeKind, number>>;
  readonly items: readonly ChangeView[];
  /** Of the kind asked for, or of all. */
  readonly total: number;
}

export type RowValues = Readonly<Record<string, string | number | boolean | null>>;

export interface ChangeView {
  readonly kind: ChangeKind;
  /** Null where rows have no key, or it is masked. */
  readonly key: RowValues | null;
  readonly before: RowValues | null;
  readonly after: RowValues | null;
  /** Of a changed row: the fields whose values differ; a masked one shows the same mask twice. */
  readonly fields: readonly string[];
}
