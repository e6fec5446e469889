import { isValue } from './cell-kind.ts';
import type { Heading } from './find-heading.ts';
import { foldWords, isFormRow, isTitleText } from './row-words.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';

const formKey =
  /^(?:(?:ten |ma )?(?:don vi|co quan|dia phuong|to chuc|chu dau tu)|ky (?:bao cao|so lieu)|nam(?: bao cao| hoc)?$|quy$|thang$|ngay |nguoi (?:lap|bao cao|lien he|ky)|(?:so )?dien thoai|email|thu dien tu|dia chi|so (?:van ban|hieu|cong van)|noi (?:nhan|gui)|kinh gui|ho (?:va )?ten|chuc vu|fax|website)/;

/** Whether rows are a table of their own: a heading over values of one kind, not the head of a letter or a form. */
export function standsAlone(rows: readonly SourceRow[], heading: Heading): boolean {
  const body = rows.slice(heading.bodyStart).filter(({ cells }) => filledCells(cells).length > 0);
  const full = body.filter(({ cells }) => filledCells(cells).length >= 2);
  if (heading.headerRows.length === 0) return isPlainList(full);
  const names = heading.headerCells.flatMap(filledCells);
  if (names.some(isTitleText)) return false;
  if (
    full.length === 0 ||
    full.length < 0.5 * body.length ||
    isForm([...heading.headerCells, ...full.map((row) => row.cells)])
  ) {
    return false;
  }
  const kinds = heading.columns.map((name, column) => {
    const cells = body.map((row) => row.cells[column]).filter(isFilled);
    return { name, cells: cells.length, values: cells.filter(isValue).length };
  });
  const narrow = heading.columns.length <= 2;
  const valued = kinds.some(
    ({ name, cells, values }) => name !== '' && cells > 0 && values >= (narrow ? 1 : 0.6) * cells,
  );
  return valued && (!narrow || full.length >= 2);
}

/** Labels that end in a colon, or are those of a form, beside what was filled in. */
function isForm(rows: readonly SourceRow['cells'][]): boolean {
  const keys = rows.map((cells) => filledCells(cells)[0] ?? '');
  if (rows.filter((cells) => isFormRow(filledCells(cells))).length * 2 >= rows.length) return true;
  const narrow = rows.every((cells) => filledCells(cells).length <= 2);
  return narrow && keys.filter((key) => formKey.test(foldWords(key))).length * 2 >= keys.length;
}

/** Rows without a heading, alike in where they have numbers. */
function isPlainList(rows: readonly SourceRow[]): boolean {
  if (rows.length < 3) return false;
  const width = Math.max(...rows.map(({ cells }) => filledCells(cells).length));
  if (width < 3 || rows.some(({ cells }) => filledCells(cells).length < 0.6 * width)) return false;
  return rows.every(({ cells }) => filledCells(cells).some(isValue));
}
