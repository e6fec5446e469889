import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { ReaderContext, SourceFile } from '../reader.ts';
import { mentions } from '../workbooks/mentions.ts';
import { readHead } from './read-head.ts';

/** The font of an old coding is named in a style. */
export const oldFonts = /\.Vn|VNI[- ]/i;

/**
 * A workbook that is a text, in Unicode, and that names such fonts is read as it stands: its fonts tell of each cell what
 * the text as a whole would only let guess, and no cell is decoded twice.
 */
export async function withFontCodings<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReaderContext<T>> {
  if (context.options.encoding !== undefined) return context;
  const head = await readHead(source.path);
  const settled = head.length < source.bytes ? head.subarray(0, head.lastIndexOf(0x3e) + 1) : head;
  if (!isUtf8(settled) || settled.includes(0)) return context;
  if (!(await mentions(createReadStream(source.path) as AsyncIterable<Buffer>, oldFonts))) return context;
  return { ...context, options: { ...context.options, encoding: 'utf-8' } };
}
