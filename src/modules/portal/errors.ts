import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const portalErrors = {
  'list-cursor-invalid': { kind: 'invalid', title: 'The cursor is none that this list gave' },
  'byte-range-unsatisfiable': { kind: 'range-not-satisfiable', title: 'The range lies past the end of the file' },
} as const satisfies ErrorTable;

export const failPortal = errorsOf(portalErrors);
