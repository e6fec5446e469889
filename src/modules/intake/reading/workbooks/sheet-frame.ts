import { posix } from 'node:path';
import type { Zip, ZipMember } from '../archives/open-zip.ts';
import type { MergedRange } from '../recognition/source-row.ts';
import { relations } from './relations.ts';
import { columnIndex } from './sheet-rows.ts';

/** Rows, both ends included. */
export interface RowRange {
  readonly firstRow: number;
  readonly lastRow: number;
}

/** What a sheet says of its rows behind them. */
export interface SheetFrame {
  readonly merges: readonly MergedRange[];
  /** Where a filter with a condition hides rows: those are data that somebody did not look at. */
  readonly filters: readonly RowRange[];
}

const opening = /<(?:\w+:)?(?:autoFilter|mergeCells)\b/;
const longestOpening = 64;

/** What is held of a sheet must not grow with it: no person merges so many cells. */
const mostMerges = 200_000;

/** Both stand behind the sheet's rows, so this goes over the bytes once without parsing them. */
export async function readSheetFrame(
  chunks: AsyncIterable<Buffer>,
): Promise<SheetFrame & { readonly mergesUnread: number }> {
  let mergesUnread = 0;
  let found = false;
  let gathered = '';
  const merges: MergedRange[] = [];
  const filters: RowRange[] = [];
  for await (const chunk of chunks) {
    gathered += chunk.toString('latin1');
    if (!found) {
      const at = gathered.search(opening);
      gathered = at === -1 ? gathered.slice(-longestOpening) : gathered.slice(at);
      found = at !== -1;
    }
    if (!found) continue;
    for (const range of rangesOf(gathered)) {
      if (merges.length < mostMerges) merges.push(range);
      else mergesUnread++;
    }
    // A filter is short; it is looked for as long as its end may be to come.
    filters.push(...filtersOf(gathered));
    gathered = gathered.slice(Math.max(0, unfinished(gathered)));
  }
  return { merges, mergesUnread, filters };
}

/** Filters of the tables that a sheet is formatted as, which lie in parts of their own. */
export async function tableFilters(
  zip: Zip,
  sheet: ZipMember,
  guard: (bytes: number) => void,
): Promise<readonly RowRange[]> {
  const folder = posix.dirname(sheet.path);
  const related = posix.join(folder, '_rels', `${posix.basename(sheet.path)}.rels`);
  const part = zip.members.find(({ path }) => path === related);
  if (part === undefined) return [];
  const found: RowRange[] = [];
  for (const { type, target } of await relations(part, folder, guard)) {
    const table = type.endsWith('/table') ? zip.members.find(({ path }) => path === target) : undefined;
    if (table === undefined) continue;
    found.push(...(await readSheetFrame(table.read(guard))).filters);
  }
  return found;
}

function* rangesOf(xml: string): Generator<MergedRange> {
  for (const match of xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"[^>]*>/g)) {
    const [, left = '', top = '', right = left, bottom = top] = match;
    yield {
      firstRow: Number(top),
      lastRow: Number(bottom),
      firstColumn: columnIndex(left),
      lastColumn: columnIndex(right),
    };
  }
}

function filtersOf(xml: string): readonly RowRange[] {
  const filters = xml.matchAll(
    /<(?:\w+:)?autoFilter\s[^>]*?ref="[A-Z]+(\d+):[A-Z]+(\d+)"[^>]*(?<!\/)>(?:(?!<\/(?:\w+:)?autoFilter>).)*<\/(?:\w+:)?autoFilter>/gs,
  );
  return [...filters]
    .filter(([whole]) => /<(?:\w+:)?filterColumn\b/.test(whole))
    .map(([, first, last]) => ({ firstRow: Number(first), lastRow: Number(last) }));
}

/** Where the part of the text begins that what follows may complete: an open filter, or else the last tag. */
function unfinished(xml: string): number {
  const filter = xml.search(/<(?:\w+:)?autoFilter\b(?![^>]*\/>)(?!.*<\/(?:\w+:)?autoFilter>)/s);
  if (filter !== -1 && xml.length - filter < 1024 * 1024) return filter;
  return xml.endsWith('>') ? xml.length : xml.lastIndexOf('<');
}
