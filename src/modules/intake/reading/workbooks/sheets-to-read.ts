import { failReading } from '../errors.ts';

interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** It explains the workbook and is no data, as our own templates say of their sheets. */
  readonly help: boolean;
}

/** The sheet that was asked for, even a hidden one; else all that are not hidden and hold data. */
export function sheetsToRead<S extends ListedSheet>(
  sheets: readonly S[],
  wanted: string | undefined,
): { readonly chosen: readonly S[]; readonly hidden: readonly string[] } {
  if (wanted === undefined) {
    return {
      chosen: sheets.filter(({ hidden, help }) => !hidden && !help),
      hidden: sheets.filter(({ hidden, help }) => hidden && !help).map(({ name }) => name),
    };
  }
  const name = wanted.normalize('NFC').trim().toLowerCase();
  const found = sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
  if (found === undefined) throw failReading('table-not-found', `The workbook has no sheet “${wanted}”`);
  return { chosen: [found], hidden: [] };
}
