import { isUtf8 } from 'node:buffer';
import { americanConsole, macintoshPage, westernConsole, windowsPage, type CodePage } from './code-pages.ts';
import { countLegal } from './legal-share.ts';

type PageBytes = Pick<CodePage, 'runs' | 'byteOf'>;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Letters of Vietnam and of Europe, and the signs of their typography. */
const expected =
  /^[\u0000-\u007f\u00a0-\u00ff\u0102\u0103\u010c\u010d\u0110\u0111\u0114\u0115\u0128\u0129\u012c\u012d\u014e\u014f\u0152\u0153\u0160\u0161\u0168\u0169\u016c\u016d\u0178\u017d\u017e\u0180\u0243\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0306\u0309\u030c\u031b\u0323\u1ea0-\u1ef9\u2010-\u203a\u20ab\u20ac\u2122\u2264\u2265\ufeff]*$/;

/** Whether a text holds only what texts from here do. Bytes that are UTF-8 by chance give letters from anywhere. */
export function isExpectedText(text: string): boolean {
  return expected.test(text);
}

/**
 * Undoes UTF-8 that was read as Windows-1252, ISO 8859-1 or Windows-1258, once or several times, or by a code page of DOS
 * or of the Macintosh. Runs of characters that are no UTF-8 when turned back into bytes stay as they are.
 */
export function undoMojibake(text: string): string {
  const pages = otherPages.filter(({ signs }) => signs.test(text));
  const undone =
    pages.length === 0
      ? undoWindows(text)
      : text
          .split('\n')
          .map((line) => undoLine(line, pages))
          .join('\n');
  return undone.normalize('NFC');
}

const otherPages = [americanConsole, westernConsole, macintoshPage];

/**
 * Pages share most of their signs: `Ã£` is ã to Windows and a tone that combines to a Macintosh. Whatever is undone is
 * shorter, so the right page leaves least; of those that leave as much, the one that makes most words Vietnamese, and
 * else that of Windows, whose mistake is the commonest.
 */
function undoLine(line: string, pages: readonly CodePage[]): string {
  let best = undoWindows(line);
  for (const page of pages) {
    const shown = undoBy(line, page);
    if (shown === line) continue;
    const undone = undoWindows(shown);
    const isBetter =
      undone.length < best.length ||
      (undone.length === best.length && undone !== best && oddWords(undone) < oddWords(best));
    if (isBetter) best = undone;
  }
  return best;
}

function oddWords(text: string): number {
  const { accented, legal } = countLegal(text.normalize('NFC'));
  return accented - legal;
}

function undoWindows(text: string): string {
  const undone = undoBy(text, windowsPage);
  if (undone === text) return undone;
  // à is C3 A0, and A0 a blank that does not break: those who trim or tidy blanks take it away. On its own Ã is a letter.
  return text.replace(windowsPage.runs, (run, start: number) =>
    undoRun(run, windowsPage, /^(?:[\s,;|"]|$)/.test(text.charAt(start + run.length))),
  );
}

function undoBy(text: string, page: PageBytes): string {
  return text.replace(page.runs, (run) => undoRun(run, page, false));
}

const mostRounds = 3;

function undoRun(run: string, page: PageBytes, atWordEnd: boolean): string {
  if (run.length === 1 && !atWordEnd) return run;
  let current = run;
  let undone = run;
  for (let round = 0; round < mostRounds; round++) {
    const decoded = undoOnce(current, page, atWordEnd && round === 0);
    if (decoded === undefined) break;
    if (isExpectedText(decoded)) undone = decoded;
    current = decoded;
  }
  return undone;
}

function undoOnce(run: string, page: PageBytes, atWordEnd: boolean): string | undefined {
  const found = bytesOf(run, page);
  if (found === undefined || !found.some((byte) => byte >= 0x80)) return undefined;
  const bytes = Uint8Array.from(atWordEnd && found.at(-1) === 0xc3 ? [...found, 0xa0] : found);
  // Most runs are one letter, and no UTF-8: a decoder that throws costs as much as all the rest.
  return isUtf8(bytes) ? utf8.decode(bytes) : undefined;
}

function bytesOf(run: string, page: PageBytes): readonly number[] | undefined {
  const bytes: number[] = [];
  for (const character of run) {
    const byte = page.byteOf(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return bytes;
}
