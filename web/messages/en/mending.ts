import { plural } from './plural.ts';

export const mendingTexts = {
  mending: {
    title: (dataset: string) => `Mend rejected rows: ${dataset}`,
    headline: (open: string) => `${open} ${plural(open, 'row')} still to mend`,
    headlineDone: 'No row is left to mend',
    open: (rows: string) => `Mend ${rows} rejected ${plural(rows, 'row')}`,
    loadLink: 'The delivery',
    sum: (rejected: string, mended: string, open: string) =>
      `The first check rejected ${rejected} ${plural(rejected, 'row')}: ${mended} now mended and accepted, ${open} left.`,
    sumDuplicates: (duplicates: string) =>
      `Besides, ${duplicates} duplicate ${plural(duplicates, 'row')} mended and accepted.`,
    correction: 'correction',
    corrects: 'This delivery mends rejected rows of',
    correctsLink: 'an earlier one',
    lead: 'Only mended rows are sent back; rows that were accepted stay as they are.',
    downloads: 'Mend in Excel',
    downloadsNote:
      'Download the rejected rows, mend them there, leave the headings and the columns _table and _row as they are, and drop the file here.',
    xlsx: 'Download as Excel, faults coloured',
    csv: 'Download as CSV',
    sendFile: 'Send the mended file',
    rules: {
      all: 'All rules',
      note: 'Rows as the first check counted them, before any was mended.',
    },
    cannot: 'You can see these rows, but you have no right to send corrections.',
    notPublished: 'Rejected rows can be mended once the delivery is published.',
    unsent: 'The correction was not sent',
    nothingSent: 'No cell was changed, so nothing was sent.',
  },
};
