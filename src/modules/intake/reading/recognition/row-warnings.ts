import { listed } from '../listed.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { CellBeyond, RowDoubts } from './row-doubts.ts';

/** Of a sheet, or of a file that has none. */
export function doubtsOfRows(
  table: string | null,
  { repeated, oddTotals, keptTotals, beyond }: RowDoubts,
): readonly ReadWarning[] {
  const vi = table === null ? 'Tệp' : `Trang tính «${table}»`;
  const en = table === null ? 'The file' : `Sheet “${table}”`;
  const found: ReadWarning[] = [];
  if (repeated > 0)
    found.push({
      code: 'cells-merged',
      message: {
        vi: `${vi} có ô trộn nhiều dòng; nội dung được lặp lại ở ${repeated} dòng. Số liệu chung của nhiều dòng sẽ bị cộng trùng nếu đem cộng.`,
        en: `${en} has cells merged over several rows; what they hold was repeated in ${repeated} rows. A figure that is meant for all of these together counts more than once if it is added up.`,
      },
    });
  if (oddTotals.length > 0)
    found.push({
      code: 'totals-odd',
      message: {
        vi: `${vi} có dòng tổng không khớp với các dòng được cộng (dòng ${listed(oddTotals)}); dòng tổng không được lấy làm dữ liệu. Hãy kiểm tra số liệu.`,
        en: `${en} has totals that are not the sum of the rows above them (row ${listed(oddTotals)}); they were not read as data. Check the figures.`,
      },
    });
  if (keptTotals.length > 0)
    found.push({
      code: 'totals-kept',
      message: {
        vi: `${vi} có dòng mang tên dòng tổng nhưng số liệu không phải tổng của các dòng còn lại (dòng ${listed(keptTotals)}); vẫn được đọc như dữ liệu. Hãy kiểm tra.`,
        en: `${en} has rows that are called totals and do not add up the others (row ${listed(keptTotals)}); they were read as data. Check them.`,
      },
    });
  if (beyond.length > 0)
    found.push({
      code: 'cells-beyond',
      message: {
        vi: `${vi} có ô nằm ngoài các cột của bảng, không thuộc cột nào (${named(beyond, 'dòng', 'cột')}). Hãy đặt tên cho cột đó, hoặc chuyển nội dung vào đúng cột; tệp văn bản: đặt ô có dấu phân cách trong ngoặc kép.`,
        en: `${en} has cells beyond the table's columns, which are in none of them (${named(beyond, 'row', 'column')}). Give that column a name, or move what stands there to the column that it belongs to; in a text file put cells that hold the delimiter in quotes.`,
      },
    });
  return found;
}

/** The first of these cells with their places, in the words for those. */
export function named(beyond: readonly CellBeyond[], row: string, column: string): string {
  const cells = beyond.slice(0, 5).map((cell) => {
    const place = cell.column === undefined ? '' : `, ${column} ${cell.column}`;
    return `${row} ${cell.row}${place}: «${cell.value.length > 40 ? `${cell.value.slice(0, 40)}…` : cell.value}»`;
  });
  return `${cells.join('; ')}${beyond.length > 5 ? '…' : ''}`;
}
