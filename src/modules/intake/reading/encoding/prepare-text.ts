import { isUtf8 } from 'node:buffer';
import type { ReaderContext, SourceFile } from '../reader.ts';
import type { ReadWarning, TextEncoding } from '../read-outcome.ts';
import { declaredCharset } from './detect-charset.ts';
import { mayBeOld } from './may-be-old.ts';
import { readHead } from './read-head.ts';

/** Text as UTF-8, in the file itself or in a copy, with what it was stored as. */
export interface PreparedText {
  readonly path: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  readonly warnings: readonly ReadWarning[];
  /** The beginning, decoded; `headWhole`: it is all there is. */
  readonly head: string;
  readonly headWhole: boolean;
}

/**
 * Makes UTF-8 of a text file where it is none. What the beginning does not show is left for later: a file whose first
 * part is plain ASCII comes back as UTF-8, and `reprepareText` is for whoever finds that it is not.
 */
export async function prepareText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  const { encoding: asked } = context.options;
  if (asked !== undefined) return (await import('./recode-text.ts')).prepareAsked(source, context, asked);
  const head = await readHead(source.path);
  const declared = declaredCharset(head);
  const bom = (declared?.bomLength ?? 0) > 0;
  if (declared !== undefined && declared.charset !== 'utf-8') {
    const { prepareWide } = await import('./recode-text.ts');
    return prepareWide(source, context, head, declared);
  }
  const whole = head.length >= source.bytes;
  const settled = whole ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1);
  if (!isUtf8(settled.length > 0 ? settled : head)) return reprepareText(source, context);
  const text = new TextDecoder('utf-8').decode(head);
  const encoding: TextEncoding = { charset: 'utf-8', legacy: null, bom };
  const lines = whole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  if (mayBeOld(lines)) {
    const { judgeUnicode } = await import('./judge-unicode.ts');
    const judged = judgeUnicode(lines);
    if (judged !== undefined)
      return (await import('./recode-text.ts')).transcodeUnicode(source, context, encoding, judged);
  }
  return { path: source.path, bytes: source.bytes, encoding, warnings: [], head: text, headWhole: whole };
}

/** Settles the coding of a file that is not valid UTF-8, by evidence from all of it. */
export async function reprepareText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  const { recodeText } = await import('./recode-text.ts');
  return recodeText(source, context);
}
