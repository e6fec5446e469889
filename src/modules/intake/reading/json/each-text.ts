import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { PreparedText } from '../encoding/prepare-text.ts';
import { failReading } from '../errors.ts';
import type { ReaderContext } from '../reader.ts';
import type { RecordList } from './locate-records.ts';
import { createElementSplitter } from './split-elements.ts';
import { eachTextLine } from './text-lines.ts';

/** Goes over the records as they are written; `share` is the half of the progress that this pass makes. */
export type EachText = (
  onText: (text: string, position: number) => void,
  flush: () => Promise<void>,
  share: number,
) => Promise<void>;

/** A file that is one record. */
export function theOnly<T>(text: PreparedText, { limits: { rowBytes } }: ReaderContext<T>): EachText {
  return async (onText) => {
    if (text.bytes > rowBytes)
      throw failReading('row-too-long', `The one record is over ${rowBytes} bytes`, { line: 1 });
    onText((await readFile(text.path, 'utf8')).replace(/^\ufeff/, ''), 1);
  };
}

/** Each line is a document. */
export function eachLine<T>(text: PreparedText, { limits, options }: ReaderContext<T>): EachText {
  return (onText, flush) => eachTextLine(text.path, limits.rowBytes, onText, flush, options.signal);
}

/** The elements of a list, one of several whose bytes are `bytes` together, `before` of them before it. */
export function eachElement<T>(
  text: PreparedText,
  { start, end, keyed }: Pick<RecordList, 'start' | 'end' | 'keyed'>,
  { context, before, bytes }: { readonly context: ReaderContext<T>; readonly before: number; readonly bytes: number },
): EachText {
  return async (onText, flush, share) => {
    if (end <= start) return;
    // A member of an object is one of an object of its own.
    const onElement = keyed === undefined ? onText : (text: string, at: number) => onText(`{${text}}`, at);
    const splitter = createElementSplitter(context.limits.rowBytes, onElement);
    const { signal } = context.options;
    const stream = createReadStream(text.path, {
      start,
      end: end - 1,
      highWaterMark: 1024 * 1024,
      ...(signal ? { signal } : {}),
    });
    let done = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      splitter.push(chunk);
      done += chunk.length;
      context.onProgress((text.bytes * (2 * before + share * (end - start) + done)) / (2 * bytes), text.bytes);
      await flush();
    }
    splitter.end();
  };
}
