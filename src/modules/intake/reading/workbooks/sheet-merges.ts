import type { MergedRange } from '../recognition/source-row.ts';
import { columnIndex } from './sheet-rows.ts';

const opening = Buffer.from('mergeCells');

/**
 * The merged cells of a sheet. They stand behind its rows, so this goes over the bytes once without parsing them; only
 * those that touch the first `lastRow` rows are kept.
 */
export async function readMerges(chunks: AsyncIterable<Buffer>, lastRow: number): Promise<readonly MergedRange[]> {
  let found = false;
  let gathered = '';
  let rest: Buffer = Buffer.alloc(0);
  const merges: MergedRange[] = [];
  const take = (): void => {
    for (const match of gathered.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"/g)) {
      const [, left = '', top = '', right = left, bottom = top] = match;
      if (Number(top) > lastRow) continue;
      merges.push({
        firstRow: Number(top),
        lastRow: Number(bottom),
        firstColumn: columnIndex(left),
        lastColumn: columnIndex(right),
      });
    }
    gathered = gathered.slice(Math.max(0, gathered.lastIndexOf('<')));
  };
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!found) {
      const at = bytes.indexOf(opening);
      if (at === -1) {
        rest = Buffer.from(bytes.subarray(-opening.length));
        continue;
      }
      found = true;
      gathered = bytes.toString('latin1', at);
      rest = Buffer.alloc(0);
    } else gathered += chunk.toString('latin1');
    take();
  }
  return merges;
}
