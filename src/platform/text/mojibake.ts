import { isUtf8 } from 'node:buffer';
import { americanConsole, macintoshPage, westernConsole, windowsPage, type CodePage } from './code-pages.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Letters of Vietnam and of Europe, and the signs of their typography. */
const expected =
  /^[\u0000-\u007f\u00a0-\u00ff\u0102\u0103\u010c\u010d\u0110\u0111\u0114\u0115\u0128\u0129\u012c\u012d\u014e\u014f\u0152\u0153\u0160\u0161\u0168\u0169\u016c\u016d\u0178\u017d\u017e\u0180\u0243\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0306\u0309\u031b\u0323\u1ea0-\u1ef9\u2010-\u203a\u20ab\u20ac\u2122\u2264\u2265\ufeff]*$/;

/** Whether a text holds only what texts from here do. Bytes that are UTF-8 by chance give letters from anywhere. */
export function isExpectedText(text: string): boolean {
  return expected.test(text);
}

/**
 * Undoes UTF-8 that was read as Windows-1252, ISO 8859-1 or Windows-1258, once or several times, or by a code page of DOS
 * or of the Macintosh. Runs of characters that are no UTF-8 when turned back into bytes stay as they are.
 */
export function undoMojibake(text: string): string {
  const shown = undoSeen(text);
  const undone = undoBy(shown, windowsPage);
  if (undone === shown) return undone.normalize('NFC');
  // à is C3 A0, and A0 a blank that does not break: those who trim or tidy blanks take it away. On its own Ã is a letter.
  return shown
    .replace(windowsPage.runs, (run, start: number) =>
      undoRun(run, windowsPage, /^(?:[\s,;|"]|$)/.test(shown.charAt(start + run.length))),
    )
    .normalize('NFC');
}

/** What the first bytes of Vietnamese letters are to a console (C3, C4 and BA, BB), and to a Macintosh (C3, C4, C6, E1). */
const boxes = /[\u2500-\u256c]/;
const macintoshSigns = /[√ƒ∆·]/;

/** By other code pages than those of Windows, where their signs are seen. */
function undoSeen(text: string): string {
  if (boxes.test(text)) {
    const american = undoBy(text, americanConsole);
    const western = undoBy(text, westernConsole);
    // Whatever is undone is shorter: the right one leaves least.
    return western.length < american.length ? western : american;
  }
  return macintoshSigns.test(text) ? undoBy(text, macintoshPage) : text;
}

function undoBy(text: string, page: CodePage): string {
  return text.replace(page.runs, (run) => undoRun(run, page, false));
}

const mostRounds = 3;

function undoRun(run: string, page: CodePage, atWordEnd: boolean): string {
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

function undoOnce(run: string, page: CodePage, atWordEnd: boolean): string | undefined {
  const found = bytesOf(run, page);
  if (found === undefined || !found.some((byte) => byte >= 0x80)) return undefined;
  const bytes = Uint8Array.from(atWordEnd && found.at(-1) === 0xc3 ? [...found, 0xa0] : found);
  // Most runs are one letter, and no UTF-8: a decoder that throws costs as much as all the rest.
  return isUtf8(bytes) ? utf8.decode(bytes) : undefined;
}

function bytesOf(run: string, page: CodePage): readonly number[] | undefined {
  const bytes: number[] = [];
  for (const character of run) {
    const byte = page.byteOf(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return bytes;
}
