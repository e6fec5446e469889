import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { XlsxCellType } from '#platform/spreadsheets/xlsx-cells.ts';
import { writeXlsx } from '#platform/spreadsheets/xlsx-writer.ts';

export interface WorkbookOptions {
  readonly sheet: string;
  /** One for each column. A cell that is not of its column's type becomes text; an empty one is left out. */
  readonly types: readonly XlsxCellType[];
}

/** Rows as the bytes of an xlsx with one sheet; the first row is whatever stands first on it. */
export async function encodeWorkbook(
  rows: readonly (readonly string[])[],
  { sheet, types }: WorkbookOptions,
): Promise<Uint8Array> {
  const [first = [], ...others] = rows;
  const output = new PassThrough();
  const columns = types.map((type, index) => ({ heading: first[index] ?? '', type }));
  const cells = others.map((row) => row.map((cell) => (cell === '' ? null : cell)));
  const [bytes] = await Promise.all([buffer(output), writeXlsx(output, [{ name: sheet, columns, rows: [cells] }])]);
  return bytes;
}
