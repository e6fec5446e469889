import { failReading } from '../errors.ts';

interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** It explains the workbook and is no data, as our own templates say of their sheets. */
  readonly help: boolean;
}

/**
 * The sheet that was asked for, even a hidden one, or all of that name; else all that are not hidden and hold data.
 * `table`: of the sheet only the table of this number was asked for, as in `Sheet (2)`.
 */
export function sheetsToRead<S extends ListedSheet>(
  sheets: readonly S[],
  wanted: string | undefined,
): { readonly chosen: readonly S[]; readonly hidden: readonly string[]; readonly table?: number } {
  if (wanted === undefined) {
    return {
      chosen: sheets.filter(({ hidden, help }) => !hidden && !help),
      hidden: sheets.filter(({ hidden, help }) => hidden && !help).map(({ name }) => name),
    };
  }
  const called = (name: string) => sheets.filter((sheet) => folded(sheet.name) === folded(name));
  const found = called(wanted);
  if (found.length > 0) return { chosen: found, hidden: [] };
  const [, sheet = '', number = ''] = /^(.*) \((\d{1,3})\)$/s.exec(wanted.trim()) ?? [];
  const [one] = number === '' ? [] : called(sheet);
  if (one === undefined) throw failReading('table-not-found', `The workbook has no sheet “${wanted}”`);
  return { chosen: [one], hidden: [], table: Number(number) };
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
