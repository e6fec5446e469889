import { failReading } from '../errors.ts';

/** The sheet that was asked for, even a hidden one; else all that are not hidden. */
export function sheetsToRead<S extends { readonly name: string; readonly hidden: boolean }>(
  sheets: readonly S[],
  wanted: string | undefined,
): { readonly chosen: readonly S[]; readonly hidden: readonly string[] } {
  if (wanted === undefined) {
    return {
      chosen: sheets.filter((sheet) => !sheet.hidden),
      hidden: sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.name),
    };
  }
  const name = wanted.normalize('NFC').trim().toLowerCase();
  const found = sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
  if (found === undefined) throw failReading('table-not-found', `The workbook has no sheet “${wanted}”`);
  return { chosen: [found], hidden: [] };
}
