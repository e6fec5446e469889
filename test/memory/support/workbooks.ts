import { utils, write, type BookType } from '@e965/xlsx';
import { makeWorkbook, row } from '../../support/make-workbook.ts';
import { dossierNames, type Cell } from './rows.ts';

export function asXlsx(rows: readonly (readonly Cell[])[], names: readonly string[] = dossierNames): Promise<Buffer> {
  const lines = [names, ...rows].map((cells, index) => row(index + 1, cells));
  return makeWorkbook([{ name: 'Hồ sơ', rows: lines.join('') }]);
}

/** In a format that our own writer does not know; the library holds it whole, too. */
export function asHeldWorkbook(rows: readonly (readonly Cell[])[], bookType: BookType): Buffer {
  const sheet = utils.aoa_to_sheet([dossierNames, ...rows].map((cells) => [...cells]));
  const workbook = utils.book_new(sheet, 'Hồ sơ');
  // The library's types leave open what comes out; for `buffer` it is one.
  return write(workbook, { bookType, type: 'buffer', compression: true }) as Buffer;
}
