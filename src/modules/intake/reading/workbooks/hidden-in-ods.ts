import { createReadStream } from 'node:fs';
import { openZip } from '../archives/open-zip.ts';
import type { SourceFile } from '../reader.ts';
import { mentions } from './mentions.ts';
import { parseXml } from './parse-xml.ts';
import type { RowRange } from './sheet-frame.ts';

/** What a sheet of an ods hides, which the library does not tell. Rows count from 1, columns from 0. */
export interface HiddenParts {
  /** The sheet itself. */
  readonly whole: boolean;
  readonly rows: RowRange[];
  readonly filtered: RowRange[];
  readonly columns: { readonly first: number; readonly last: number }[];
}

const hiding = /visibility=["'](?:collapse|filter)|:display=["']false/;
/** What is held of a sheet must not grow with it. */
const mostRanges = 10_000;

/** By sheet, in their order. */
export async function hiddenInOds(source: SourceFile, zipped: boolean): Promise<readonly HiddenParts[]> {
  if (!zipped) {
    const read = () => createReadStream(source.path);
    return (await mentions(read(), hiding)) ? hiddenIn(read()) : [];
  }
  const zip = await openZip(source.path);
  try {
    const content = zip.members.find(({ path }) => path === 'content.xml');
    // Its size was judged before the library opened it.
    if (content === undefined) return [];
    const read = () => content.read(() => undefined);
    return (await mentions(read(), hiding)) ? await hiddenIn(read()) : [];
  } finally {
    zip.close();
  }
}

async function hiddenIn(chunks: AsyncIterable<Buffer>): Promise<readonly HiddenParts[]> {
  const sheets: HiddenParts[] = [];
  /** A sheet is hidden by its style, which stands before it. */
  const hidingStyles = new Set<string | undefined>();
  let style: string | undefined;
  let column = 0;
  let row = 0;
  /** Tables within a cell are none of the workbook's. */
  let depth = 0;
  const keep = <T>(list: T[], range: T): void => {
    if (list.length < mostRanges) list.push(range);
  };
  await parseXml(chunks, {
    open: (name, attribute) => {
      if (name === 'style' && attribute('family') === 'table') style = attribute('name');
      else if (name === 'table-properties' && style !== undefined && attribute('display') === 'false')
        hidingStyles.add(style);
      else if (name === 'table') {
        depth++;
        if (depth > 1) return;
        sheets.push({ whole: hidingStyles.has(attribute('style-name')), rows: [], filtered: [], columns: [] });
        column = 0;
        row = 0;
      }
      const sheet = sheets.at(-1);
      if (depth !== 1 || sheet === undefined) return;
      const visibility = attribute('visibility');
      if (name === 'table-column') {
        const count = Number(attribute('number-columns-repeated') ?? 1);
        if (visibility === 'collapse') keep(sheet.columns, { first: column, last: column + count - 1 });
        column += count;
      } else if (name === 'table-row') {
        const count = Number(attribute('number-rows-repeated') ?? 1);
        const range = { firstRow: row + 1, lastRow: row + count };
        if (visibility === 'collapse') keep(sheet.rows, range);
        else if (visibility === 'filter') keep(sheet.filtered, range);
        row += count;
      }
    },
    close: (name) => {
      if (name === 'style') style = undefined;
      else if (name === 'table') depth--;
    },
  });
  return sheets;
}
