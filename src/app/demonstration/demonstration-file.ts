/** A file as an agency would send it, made up or put together by us. The same code always gives the same bytes. */
export interface DemonstrationFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Code of the commune that sends it; undefined: the owning agency does. */
  readonly unit?: string;
  /** What was put wrong on purpose, by the file's own lines. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  /** 1-based physical line, or the sheet's row. */
  readonly line: number;
  readonly kind: FaultKind;
  /** The field that was spoilt. */
  readonly field: string;
}

export type FaultKind =
  // These reject the row:
  | 'missing'
  | 'former-commune'
  | 'lost-zero'
  | 'same-key'
  | 'contradiction'
  | 'unknown-value'
  // This one counts as a duplicate:
  | 'duplicate'
  // Intake mends these for certain:
  | 'written-date'
  | 'decomposed-text'
  | 'old-font'
  | 'thousands-dots';

/** Faults that keep their row out of the dataset. */
export const rejectingFaults: readonly FaultKind[] = [
  'missing',
  'former-commune',
  'lost-zero',
  'same-key',
  'contradiction',
  'unknown-value',
];
