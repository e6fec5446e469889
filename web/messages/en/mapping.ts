/** What leads to the page that maps the columns of a form. */
export const mappingTexts = {
  mapping: {
    open: 'Map the columns of this file',
    again: 'See how columns are mapped',
    whyOpen: 'The file is kept and need not be sent again: say which column is which field, and it is read anew.',
    usedHere: (version: string) => `Read by version ${version} of the mapping.`,
    usedFile: 'Read by the mapping of a file.',
  },
};
