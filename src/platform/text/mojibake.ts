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
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Letters of Vietnam and of Europe, and the signs of their typography. */
const expected =
  /^[\u0000-\u007f\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u0303\u0306\u0309\u031b\u0323\u1ea0-\u1ef9\u2010-\u203a\u20ab\u20ac\u2122\u2264\u2265\ufeff]*$/;

/** Whether a text holds only what texts from here do. Bytes that are UTF-8 by chance give letters from anywhere. */
export function isExpectedText(text: string): boolean {
  return expected.test(text);
}

/**
 * Undoes UTF-8 that was read as Windows-1252, ISO 8859-1 or Windows-1258, once or several times. Runs of characters that
 * are no UTF-8 when turned back into bytes stay as they are.
 */
export function undoMojibake(text: string): string {
  return text.replace(runs, (run, start: number) => undoRun(run, text.charAt(start + run.length))).normalize('NFC');
}

const mostRounds = 3;

function undoRun(run: string, after: string): string {
  let current = run;
  let undone = run;
  for (let round = 0; round < mostRounds; round++) {
    const decoded = undoOnce(current, after);
    if (decoded === undefined) break;
    if (isExpectedText(decoded)) undone = decoded;
    current = decoded;
  }
  return undone;
}

function undoOnce(run: string, after: string): string | undefined {
  const found = bytesOf(run);
  if (found === undefined || !found.some((byte) => byte >= 0x80)) return undefined;
  // à is C3 A0, and A0 a blank that does not break: those who trim or tidy blanks take it away.
  const last = found.at(-1);
  const bytes = last === 0xc3 && (after === '' || /[\s,;|"]/.test(after)) ? [...found, 0xa0] : found;
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
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
