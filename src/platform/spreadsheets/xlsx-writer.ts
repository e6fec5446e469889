import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { collectNotes } from './collect-notes.ts';
import { blocksOf, commentsXml, noteShapesXml } from './xlsx-notes.ts';
import {
  contentTypesXml,
  relationsXml,
  sheetNames,
  sheetRelationsXml,
  workbookRelationsXml,
  workbookXml,
  type WrittenSheet,
} from './xlsx-parts.ts';
import { rowXml, sheetHeadXml, sheetTailXml, type XlsxRows, type XlsxSheet } from './xlsx-sheet.ts';
import { stylesXml } from './xlsx-styles.ts';

export type { XlsxColumn, XlsxRows, XlsxSheet } from './xlsx-sheet.ts';

export interface WriteXlsxOptions {
  /** Rows below the heading; a sheet holds 1,048,576 in all. Further rows go on in further sheets. */
  readonly rowsPerSheet?: number;
}

/**
 * Writes a workbook while its rows arrive: memory does not grow with them, and a slow reader slows the rows. Equal sheets
 * give equal bytes, whenever and wherever they are written.
 */
export async function writeXlsx(
  output: Writable,
  sheets: readonly XlsxSheet[],
  { rowsPerSheet = 1_048_575 }: WriteXlsxOptions = {},
): Promise<void> {
  const zip = new yazl.ZipFile();
  const written = pipeline(Readable.from(zip.outputStream as AsyncIterable<Buffer>), output);
  const failed = new Promise<never>((_, reject) => zip.on('error', reject));
  await Promise.race([failed, Promise.all([written, addParts(zip, sheets, rowsPerSheet)])]);
}

/** The archive's clock stands still. Without a time zone, so that every machine writes the same. */
const entryOptions = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true, compressionLevel: 4 };

async function addParts(zip: yazl.ZipFile, sheets: readonly XlsxSheet[], rowsPerSheet: number): Promise<void> {
  const written: WrittenSheet[] = [];
  let firstBlock = 1;
  const add = (path: string, xml: string) => zip.addBuffer(Buffer.from(xml), path, entryOptions);
  for (const sheet of sheets) {
    const rows = rowReader(sheet.rows);
    do {
      const number = written.length + 1;
      const notes = collectNotes(sheet);
      const stream = Readable.from(sheetXml(sheet, rows, rowsPerSheet, notes), { objectMode: false });
      zip.addReadStream(stream, `xl/worksheets/sheet${number}.xml`, entryOptions);
      await finished(stream);
      const all = notes.all();
      written.push({ name: sheet.name, hasNotes: all.length > 0, help: sheet.help === true });
      if (all.length === 0) continue;
      add(`xl/worksheets/_rels/sheet${number}.xml.rels`, sheetRelationsXml(number));
      add(`xl/comments${number}.xml`, commentsXml(all));
      add(`xl/drawings/vmlDrawing${number}.vml`, noteShapesXml(all, firstBlock));
      firstBlock += blocksOf(all);
    } while (await rows.more());
  }
  const names = sheetNames(written.map(({ name }) => name));
  const listed = written.map((sheet, index) => ({ ...sheet, name: names[index] ?? sheet.name }));
  add('[Content_Types].xml', contentTypesXml(listed));
  add('_rels/.rels', relationsXml);
  add('xl/workbook.xml', workbookXml(listed));
  add('xl/_rels/workbook.xml.rels', workbookRelationsXml(listed));
  add('xl/styles.xml', stylesXml);
  zip.end();
}

interface RowReader {
  /** The next rows, at most `most` of them; undefined at the end. */
  next(most: number): Promise<XlsxRows | undefined>;
  more(): Promise<boolean>;
}

function rowReader(batches: XlsxSheet['rows']): RowReader {
  const iterator = Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]();
  let pending: XlsxRows = [];
  const more = async () => {
    while (pending.length === 0) {
      const batch = await iterator.next();
      if (batch.done === true) return false;
      pending = batch.value;
    }
    return true;
  };
  return {
    more,
    next: async (most) => {
      if (!(await more())) return undefined;
      const rows = pending.slice(0, most);
      pending = pending.slice(rows.length);
      return rows;
    },
  };
}

async function* sheetXml(
  sheet: XlsxSheet,
  rows: RowReader,
  most: number,
  notes: ReturnType<typeof collectNotes>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(sheetHeadXml(sheet));
  const first = sheet.headless === true ? 1 : 2;
  let written = 0;
  while (written < most) {
    const batch = await rows.next(Math.min(500, most - written));
    if (batch === undefined) break;
    let xml = '';
    for (const cells of batch) {
      const row = first + written;
      xml += rowXml(cells, sheet.columns, row);
      notes.look(cells, row);
      written += 1;
    }
    yield Buffer.from(xml);
  }
  yield Buffer.from(sheetTailXml(sheet, first + written - 1, notes.all()));
}
