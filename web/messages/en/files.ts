import type { fileTexts as vietnamese } from '../vi/files.ts';

export const fileTexts: typeof vietnamese = {
  files: {
    title: (dataset) => `File by file: ${dataset}`,
    heading: 'File by file',
    summary: (clean, faulty, refused) =>
      `Files taken in whole: ${clean}; with rows left out: ${faulty}; refused: ${refused}.`,
    see: 'See each file',
    back: 'Back to the load',
    all: 'All',
    states: { refused: 'Refused', faulty: 'Rows left out', clean: 'Taken in whole' },
    show: 'Show files',
    columns: {
      file: 'File',
      state: 'What became of it',
      received: 'Rows',
      accepted: 'Accepted',
      rejected: 'Rejected',
      duplicate: 'Duplicates',
      why: 'Why',
    },
    none: 'There is no such file.',
    noneSent: 'This load is of one file.',
    chosen: (count, size) => `${count} files, ${size}`,
    several: 'Several files can be chosen: they become one load, with a report on each.',
  },
};
