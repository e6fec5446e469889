import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ReadWarning } from '../read-outcome.ts';

/** An ampersand that begins no reference, beside what turns such marks off and on again. */
const marks = /<!\[CDATA\[|\]\]>|<!--|-->|&(?!#\d{1,7};|#x[\da-fA-F]{1,6};|[A-Za-z_][\w.-]{0,40};)/g;
/** A mark, or the reference that an ampersand may begin, is shorter. */
const longestMark = 64;

interface MendedPart {
  readonly text: string;
  /** Ampersands that were mended, with the line of the first of them. */
  readonly count: number;
  readonly line: number | undefined;
}

export interface MendedXml {
  readonly path: string;
  readonly warnings: readonly ReadWarning[];
}

/**
 * Reads `Công ty A & B` as it is meant: programs that put XML together by hand forget to write `&amp;`. A document
 * without such a fault stays where it is; of others a copy is made.
 */
export async function mendAmpersands(
  path: string,
  stagingPath: (suffix: string) => string,
  signal?: AbortSignal,
): Promise<MendedXml> {
  if (!(await hasFault(path, signal))) return { path, warnings: [] };
  const copy = stagingPath('xml');
  const file = await open(copy, 'wx');
  let count = 0;
  let line: number | undefined;
  try {
    for await (const part of mendedParts(path, signal)) {
      count += part.count;
      line ??= part.line;
      await file.appendFile(part.text);
    }
  } finally {
    await file.close();
  }
  return { path: copy, warnings: [ampersandsMended(count, line ?? 1)] };
}

async function hasFault(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  for await (const { count } of mendedParts(path, signal)) if (count > 0) return true;
  return false;
}

async function* mendedParts(path: string, signal: AbortSignal | undefined): AsyncGenerator<MendedPart> {
  const decoder = new TextDecoder('utf-8');
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  const mender = createMender();
  let pending = '';
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    pending += decoder.decode(chunk, { stream: true });
    const cut = safeCut(pending);
    yield mender(pending.slice(0, cut));
    pending = pending.slice(cut);
  }
  yield mender(pending + decoder.decode());
}

/** Before the last character that may begin a mark which the next chunk ends. */
function safeCut(text: string): number {
  const tail = text.slice(-longestMark);
  const first = tail.search(/[<\]&-]/);
  return first === -1 ? text.length : text.length - tail.length + first;
}

function createMender(): (text: string) => MendedPart {
  let ending: string | undefined;
  let lines = 1;
  return (text) => {
    let count = 0;
    let line: number | undefined;
    const mended = text.replace(marks, (mark, at: number) => {
      if (ending !== undefined) {
        if (mark === ending) ending = undefined;
      } else if (mark === '<![CDATA[') ending = ']]>';
      else if (mark === '<!--') ending = '-->';
      else if (mark === '&') {
        if (count++ === 0) line = lines + linesIn(text.slice(0, at));
        return '&amp;';
      }
      return mark;
    });
    lines += linesIn(text);
    return { text: mended, count, line };
  };
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function ampersandsMended(count: number, line: number): ReadWarning {
  return {
    code: 'xml-mended',
    message: {
      vi: `Có ${count} ký tự & viết trực tiếp, không đúng quy tắc XML (đầu tiên ở dòng ${line}); đã hiểu là chữ &.`,
      en: `${count} ampersands are written as they are, which XML does not allow (first on line ${line}); they were taken for themselves.`,
    },
  };
}
