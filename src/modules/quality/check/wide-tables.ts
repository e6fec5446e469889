/** Rows that the engine hands on in one go. */
const batch = 2048;
/** A third of the engine's own choice: a thread hands on whole groups, and with large ones the others wait at the end. */
const usual = 20 * batch;
/** What a group of rows may hold while it is gathered: some sixty megabytes of short texts. */
const cellsOfAGroup = 4_000_000;

/** A writer has a dictionary for every column of texts, which is large from the start. */
const mostDictionaries = 300;

/**
 * What a working file of so many columns is written with besides: a writer holds a whole group of rows, every column of it,
 * so that groups of a wide file are smaller.
 */
export function wideFormat(columns: number): string {
  const fitting = Math.floor(cellsOfAGroup / Math.max(1, columns) / batch) * batch;
  const group = `, row_group_size ${Math.min(usual, Math.max(batch, fitting))}`;
  return columns > mostDictionaries ? `${group}, dictionary_size_limit 1` : group;
}

/** How much of a wide table is worked on at once. The outcome is the same whatever it is; tests prove it. */
export interface Widths {
  /** Columns whose cells can be looked at while they are staged; a column of texts is half of one. */
  readonly staged: number;
  /** Columns that are judged in one go: each holds a batch of rows in some twenty steps, half a megabyte in all. */
  readonly judged: number;
  /** Columns of texts that are sorted at once. */
  readonly sorted: number;
  /** Questions that are put to judged rows in one statement, each with a scan of its own that holds some of every column. */
  readonly scans: number;
  /** Of more questions so many are put by one scan. */
  readonly asked: number;
  /** Rules whose names are put together in one go: of each a batch of texts is held. */
  readonly named: number;
}

export const usualWidths: Widths = { staged: 600, judged: 200, sorted: 250, scans: 32, asked: 50, named: 100 };

/** Whether a table is so wide that all its rows are judged, some columns at a time: to sieve them takes all columns at once. */
export function isVeryWide(fields: readonly { readonly type: string }[], { staged }: Widths): boolean {
  return fields.reduce((sum, { type }) => sum + (type === 'string' ? 0.5 : 1), 0) > staged;
}
