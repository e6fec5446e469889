import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { cellXml, headingXml, type XlsxCell, type XlsxCellType } from './xlsx-cells.ts';
import {
  contentTypesXml,
  relationsXml,
  sheetNames,
  stylesXml,
  workbookRelationsXml,
  workbookXml,
} from './xlsx-parts.ts';

export interface XlsxColumn {
  readonly heading: string;
  readonly type: XlsxCellType;
}

export type XlsxRows = readonly (readonly XlsxCell[])[];

export interface XlsxSheet {
  readonly name: string;
  readonly columns: readonly XlsxColumn[];
  /** In batches, each row with a cell per column. */
  readonly rows: AsyncIterable<XlsxRows> | Iterable<XlsxRows>;
}

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
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = rowReader(sheet.rows);
    do {
      names.push(sheet.name);
      const stream = Readable.from(sheetXml(sheet.columns, rows, rowsPerSheet), { objectMode: false });
      zip.addReadStream(stream, `xl/worksheets/sheet${names.length}.xml`, entryOptions);
      await finished(stream);
    } while (await rows.more());
  }
  const parts = {
    '[Content_Types].xml': contentTypesXml(names.length),
    '_rels/.rels': relationsXml,
    'xl/workbook.xml': workbookXml(sheetNames(names)),
    'xl/_rels/workbook.xml.rels': workbookRelationsXml(names.length),
    'xl/styles.xml': stylesXml,
  };
  for (const [path, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), path, entryOptions);
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

async function* sheetXml(columns: readonly XlsxColumn[], rows: RowReader, most: number): AsyncGenerator<Buffer> {
  yield Buffer.from(headingXml(columns));
  let row = 1;
  while (row <= most) {
    const batch = await rows.next(Math.min(500, most - row + 1));
    if (batch === undefined) break;
    let xml = '';
    for (const cells of batch) {
      row += 1;
      xml += `<row r="${row}">`;
      for (const [index, column] of columns.entries()) xml += cellXml(cells[index] ?? null, column.type, index, row);
      xml += '</row>';
    }
    yield Buffer.from(xml);
  }
  yield Buffer.from('</sheetData></worksheet>');
}
