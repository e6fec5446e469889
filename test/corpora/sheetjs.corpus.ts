import { readdirSync, readFileSync } from 'node:fs';
import { read, SSF, type WorkBook } from '@e965/xlsx';
import { sample } from '../support/samples.ts';
import type { Corpus, CorpusCase, CorpusReading } from './corpus.ts';
import { parseCsv } from './parse-csv.ts';

const folder = sample('messy-sheetjs');

/**
 * Workbooks beside what Excel saved of each of their sheets as csv. Counted are cells that are shown as they are stored
 * (General, text, dates, zero-padded numbers, truths), by the row that they stand in; of the others Excel shows less than
 * there is.
 */
export const corpus: Corpus = {
  name: 'messy-sheetjs',
  bound: 0.9,
  unit: 'cells',
  cases: () => readdirSync(`${folder}/2011`).map(caseOf),
};

const workbooks = new Map<string, WorkBook>();

function caseOf(name: string): CorpusCase {
  const [, file = '', index = ''] = /^(.*)\.(\d+)\.csv$/.exec(name) ?? [];
  return {
    name,
    judge: async (readOne) => {
      const source = file.replace(/\.xlsx\.xls$/, '.xls');
      const workbook =
        workbooks.get(source) ?? read(readFileSync(`${folder}/${source}`), { cellNF: true, dense: true });
      workbooks.set(source, workbook);
      const sheet = workbook.SheetNames[Number(index)] ?? '';
      const reading = await readOne(`${folder}/${source}`, { sheet });
      const found = rowsOf(reading);
      let right = 0;
      let total = 0;
      let differs: string | undefined;
      for (const [row, cells] of parseCsv(readFileSync(`${folder}/2011/${name}`, 'utf8')).entries()) {
        for (const [column, text] of cells.entries()) {
          if (text.trim() === '' || !isShownAsStored(workbook, sheet, row, column)) continue;
          total++;
          if (found.get(row + 1)?.has(spelling(text)) === true) right++;
          else
            differs ??= `row ${row + 1}, column ${column + 1}: “${text}” is not in “${[...(found.get(row + 1) ?? [])].join('|')}”`;
        }
      }
      return {
        right,
        total,
        ...(differs === undefined ? {} : { differs: reading.kind === 'read' ? differs : reading.message }),
      };
    },
  };
}

/** The texts of each row, those of the heading too. */
function rowsOf(reading: CorpusReading): ReadonlyMap<number, ReadonlySet<string>> {
  const rows = new Map<number, Set<string>>();
  if (reading.kind !== 'read') return rows;
  const add = (row: number, texts: readonly (string | null)[]): void => {
    const known = rows.get(row) ?? new Set();
    for (const text of texts) if (text !== null) known.add(spelling(text));
    rows.set(row, known);
  };
  for (const table of reading.outcome.tables) {
    for (const row of table.headerRows)
      add(
        row,
        table.columns.flatMap((column) => column.split(' / ')),
      );
    for (const [index, cells] of table.rows.entries()) add(table.rowNumbers[index] ?? 0, cells);
  }
  return rows;
}

function isShownAsStored(workbook: WorkBook, sheet: string, row: number, column: number): boolean {
  const cell = workbook.Sheets[sheet]?.['!data']?.[row]?.[column];
  if (cell === undefined || cell.t === 'e') return false;
  if (cell.t !== 'n') return true;
  const format = String(cell.z ?? 'General');
  return (
    /^(?:General|@|0{2,})$/i.test(format) ||
    (SSF.is_date(format) && /y/i.test(format) && /d/i.test(format) && Number(cell.v) >= 1)
  );
}

/** One spelling of dates (Excel shows two digits of the year), of blanks and of truths. */
function spelling(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?: .*)?$/.exec(plain) ?? [];
  if (year !== undefined) return `${year.slice(-2)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (/^\d{4}-\d\d-\d\d/.test(plain)) return plain.slice(2, 10);
  return /^(?:true|false)$/i.test(plain) ? plain.toLowerCase() : plain;
}
