import { isUtf8 } from 'node:buffer';
import { findLostLetters } from '#platform/text/lost-letters.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import type { ReadWarning, TextEncoding } from '../read-outcome.ts';
import { declaredCharset } from './detect-charset.ts';
import { fewestLost, lettersLost } from './encoding-warnings.ts';
import type { JudgedUnicode } from './judge-unicode.ts';
import { mayBeOld, maySpell } from './may-be-old.ts';
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
  /** The file ends in the middle of a character: it was cut off. */
  readonly cut?: boolean;
}

/**
 * Makes UTF-8 of a text file where it is none. What the beginning does not show is left for later: a file whose first
 * part is plain ASCII comes back as UTF-8, and `reprepareText` is for whoever finds that it is not.
 */
export async function prepareText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  return withLostLetters(await settleText(source, context));
}

/** Settles the coding of a file that is not valid UTF-8, by evidence from all of it. */
export async function reprepareText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  return withLostLetters(await recoded(source, context));
}

async function settleText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
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
  if (!isUtf8(settled.length > 0 ? settled : head)) return recoded(source, context);
  const text = new TextDecoder('utf-8').decode(head);
  const encoding: TextEncoding = { charset: 'utf-8', legacy: null, bom };
  const lines = whole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const judged = await judgeText(lines);
  if (judged !== undefined)
    return (await import('./recode-text.ts')).transcodeUnicode(source, context, encoding, judged);
  return { path: source.path, bytes: source.bytes, encoding, warnings: [], head: text, headWhole: whole };
}

async function recoded<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  const { recodeText } = await import('./recode-text.ts');
  return recodeText(source, context);
}

/** Undefined: the text is what it says. */
export async function judgeText(text: string): Promise<JudgedUnicode | undefined> {
  const judged = mayBeOld(text) ? (await import('./judge-unicode.ts')).judgeUnicode(text) : undefined;
  if (judged !== undefined || !maySpell(text)) return judged;
  return (await import('./judge-spelled.ts')).judgeSpelled(text);
}

/** In the beginning, as far as it is held: what a program lost there it lost everywhere. */
function withLostLetters(text: PreparedText): PreparedText {
  const { count, first } = findLostLetters(text.head);
  if (count < fewestLost || first === null) return text;
  const line = text.head.slice(0, first.at).split('\n').length;
  return { ...text, warnings: [...text.warnings, lettersLost(null, { count, row: line, word: first.word })] };
}
