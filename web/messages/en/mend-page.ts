import { plural } from './plural.ts';

/** Of the page on which rows that were left out are mended. */
export const mendPage = {
  suggestions: {
    title: 'Certain suggestions',
    lead: 'Each puts the one right value in place of a wrong one, in all rows alike. Untick those that you do not want.',
    from: (value: string) => `change “${value}”`,
    to: (value: string) => `to “${value}”`,
    rows: (rows: string) => `${rows} ${plural(rows, 'row')}`,
    take: 'Apply to all rows alike',
    none: 'Choose at least one suggestion.',
    more: (count: string) => `${count} more ${plural(count, 'suggestion')}`,
  },
  grid: {
    name: 'Rejected rows',
    row: 'Row',
    allColumns: 'Show all columns',
    note: 'Edit in the cells. A block of cells can be pasted from Excel. The server checks everything again.',
    cell: (column: string, row: string) => `${column}, row ${row}`,
    missing: 'A value is required.',
    expected: (what: string) => `Expected: ${what}.`,
    use: (value: string) => `Take ${value}`,
    good: 'Changed; no fault seen.',
    masked: 'The value is masked; left as it is, it does not change.',
    duplicate: 'Equal to a row that was accepted; sent back as it is, it is a duplicate again.',
    send: 'Send the mended rows',
    sendCount: (rows: string) => `Send ${rows} mended ${plural(rows, 'row')}`,
    alike: (rows: string) => `For all ${rows} rows alike`,
    unsent: 'Some mended rows are not sent. Leave these changes?',
    undo: 'Undo all changes',
    nothing: 'No row is mended yet.',
    changed: (rows: string) => `${rows} ${plural(rows, 'row')} mended, not sent yet.`,
    stillFaulty: (rows: string) =>
      `${rows} of them still ${rows === '1' ? 'has' : 'have'} faults and would be rejected again.`,
    empty: 'There is no row to mend here.',
    emptyRule: 'No row is left to mend under this rule.',
  },
  sent: {
    running: 'The rows that you sent are being checked',
    published: (rows: string) => `${rows} more ${plural(rows, 'row')} accepted`,
    publishedNote: (left: string) =>
      `${left} of the rows that you sent did not pass; they are still in the list below.`,
    unchanged: 'The rows that you sent had been accepted before',
    failed: 'The correction could not be taken',
    open: 'See the correction',
  },
};
