import { makeWorkbook, row } from '../../support/make-workbook.ts';
import { dossierNames, type Cell } from './rows.ts';

export function asXlsx(rows: readonly (readonly Cell[])[], names: readonly string[] = dossierNames): Promise<Buffer> {
  const lines = [names, ...rows].map((cells, index) => row(index + 1, cells));
  return makeWorkbook([{ name: 'Hồ sơ', rows: lines.join('') }]);
}
