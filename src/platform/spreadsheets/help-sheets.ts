/**
 * Sheets that explain a workbook or hold its code lists, and are no data, are named in the workbook by a hidden name that
 * points at them. It stays right when a sheet is renamed, moved or removed, in every program.
 */
export function helpSheetName(number: number): string {
  return `daklake_help_${number}`;
}

const helpName = /^daklake_help_\d+$/i;
const sheetReference = /^(?:'((?:[^']|'')+)'|([^'!]+))!/;

/** The sheet that a workbook's defined name calls a help sheet, if it is such a name. */
export function helpSheetOf(name: string, reference: string): string | undefined {
  if (!helpName.test(name)) return undefined;
  const [, quoted, plain] = sheetReference.exec(reference.trim()) ?? [];
  return quoted?.replaceAll("''", "'") ?? plain;
}

/** A sheet's name as formulas write it. */
export function quoteSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
