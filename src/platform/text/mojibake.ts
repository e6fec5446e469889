import { isUtf8 } from 'node:buffer';
import { westernByte, westernClass } from './western-bytes.ts';

/** What Windows-1258 shows otherwise than Windows-1252 does. */
const vietnameseBytes: ReadonlyMap<string, number> = new Map([
  ['Ă', 0xc3],
  ['\u0300', 0xcc],
  ['Đ', 0xd0],
  ['\u0309', 0xd2],
  ['Ơ', 0xd5],
  ['Ư', 0xdd],
  ['\u0303', 0xde],
  ['ă', 0xe3],
  ['\u0301', 0xec],
  ['đ', 0xf0],
  ['\u0323', 0xf2],
  ['ơ', 0xf5],
  ['ư', 0xfd],
  ['₫', 0xfe],
]);

const runs = new RegExp(`[${westernClass}${[...vietnameseBytes.keys()].join('')}]+`, 'gu');
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Letters of Vietnam and of Europe, and the signs of their typography. */
const expected =
  /^[\u0000-\u007f\u00a0-\u00ff\u0102\u0103\u010c\u010d\u0110\u0111\u0114\u0115\u0128\u0129\u012c\u012d\u014e\u014f\u0152\u0153\u0160\u0161\u0168\u0169\u016c\u016d\u0178\u017d\u017e\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0306\u0309\u031b\u0323\u1ea0-\u1ef9\u2010-\u203a\u20ab\u20ac\u2122\u2264\u2265\ufeff]*$/;

/** Whether a text holds only what texts from here do. Bytes that are UTF-8 by chance give letters from anywhere. */
export function isExpectedText(text: string): boolean {
  return expected.test(text);
}

/**
 * Undoes UTF-8 that was read as Windows-1252, ISO 8859-1 or Windows-1258, once or several times. Runs of characters that
 * are no UTF-8 when turned back into bytes stay as they are.
 */
export function undoMojibake(text: string): string {
  const undone = text.replace(runs, (run) => undoRun(run, false));
  if (undone === text) return text.normalize('NFC');
  // à is C3 A0, and A0 a blank that does not break: those who trim or tidy blanks take it away. On its own Ã is a letter.
  return text
    .replace(runs, (run, start: number) => undoRun(run, /^(?:[\s,;|"]|$)/.test(text.charAt(start + run.length))))
    .normalize('NFC');
}

const mostRounds = 3;

function undoRun(run: string, atWordEnd: boolean): string {
  if (run.length === 1 && !atWordEnd) return run;
  let current = run;
  let undone = run;
  for (let round = 0; round < mostRounds; round++) {
    const decoded = undoOnce(current, atWordEnd && round === 0);
    if (decoded === undefined) break;
    if (isExpectedText(decoded)) undone = decoded;
    current = decoded;
  }
  return undone;
}

function undoOnce(run: string, atWordEnd: boolean): string | undefined {
  const found = bytesOf(run);
  if (found === undefined || !found.some((byte) => byte >= 0x80)) return undefined;
  const bytes = Uint8Array.from(atWordEnd && found.at(-1) === 0xc3 ? [...found, 0xa0] : found);
  // Most runs are one letter, and no UTF-8: a decoder that throws costs as much as all the rest.
  return isUtf8(bytes) ? utf8.decode(bytes) : undefined;
}

function bytesOf(run: string): readonly number[] | undefined {
  const bytes: number[] = [];
  for (const character of run) {
    const byte = vietnameseBytes.get(character) ?? westernByte(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return bytes;
}
