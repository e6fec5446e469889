import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const qualityErrors = {
  'too-large': { kind: 'too-large', title: 'The file needs more memory than one check may take' },
  'columns-missing': { kind: 'unprocessable', title: 'Required columns are missing' },
  'table-not-found': { kind: 'unprocessable', title: 'No table of the file fits the contract' },
  'table-empty': { kind: 'unprocessable', title: 'The table has a heading and no rows' },
  'rejects-unfit-for-xlsx': { kind: 'unprocessable', title: 'The rejected rows do not fit into a workbook' },
} as const satisfies ErrorTable;

export const failCheck = errorsOf(qualityErrors);
