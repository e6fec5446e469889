import type { readingTexts as vi } from '../vi/reading.ts';

/** Of the choice of how a file is read: its letters, its crosstabs. */
export const readingTexts: typeof vi = {
  title: 'Read the file in another way',
  forSending: 'Choose how the file is read (encoding of its text, crosstabs)',
  note: 'Choose, and have the file read again; it need not be sent again.',
  readAgain: 'Read again in this way',
  field: 'Encoding of the text in the file',
  judged: 'Told from the text',
  asked: (name: string) => `The file was read in the encoding that was chosen: ${name}.`,
  evidence: 'Evidence: how many words are spelled right in each encoding',
  encoding: 'Encoding',
  share: 'Words spelled right',
  example: 'Reads as',
  before: (text: string) => `In the file: “${text}”`,
  longForm: {
    field: 'Tables with years, months or places as columns',
    judged: 'As the contract of the dataset asks',
    long: 'Read as long form: a row for each figure',
    wide: 'Keep the crosstab as it is in the file',
    asked: 'The crosstabs of the file were read as long form, as was chosen.',
    refused: 'The crosstabs of the file were kept as they are, as was chosen.',
    look: 'Preview the long form of this file',
    preview: 'The long form of this file',
    first: (shown: string, all: string) => `First ${shown} of ${all} rows`,
    none: 'No table of the file has years, months or places as columns.',
    failed: 'No preview',
    masked: 'You may not see personal values, so the cells are hidden.',
  },
};
