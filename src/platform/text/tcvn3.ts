import { splitTones } from './vietnamese-letters.ts';

/**
 * TCVN3 (ABC), the coding of the `.Vn…` fonts: single bytes, shown here as the characters that a Western code page makes
 * of them. There are no capitals with a tone: the small letter's code stands in a capitals-only font.
 */
const codes: readonly (readonly [string, readonly number[]])[] = [
  ['àảãáạ', [0xb5, 0xb6, 0xb7, 0xb8, 0xb9]],
  ['ăằẳẵắặ', [0xa8, 0xbb, 0xbc, 0xbd, 0xbe, 0xc6]],
  ['âầẩẫấậ', [0xa9, 0xc7, 0xc8, 0xc9, 0xca, 0xcb]],
  ['èẻẽéẹ', [0xcc, 0xce, 0xcf, 0xd0, 0xd1]],
  ['êềểễếệ', [0xaa, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6]],
  ['ìỉĩíị', [0xd7, 0xd8, 0xdc, 0xdd, 0xde]],
  ['òỏõóọ', [0xdf, 0xe1, 0xe2, 0xe3, 0xe4]],
  ['ôồổỗốộ', [0xab, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9]],
  ['ơờởỡớợ', [0xac, 0xea, 0xeb, 0xec, 0xed, 0xee]],
  ['ùủũúụ', [0xef, 0xf1, 0xf2, 0xf3, 0xf4]],
  ['ưừửữứự', [0xad, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9]],
  ['ỳỷỹýỵ', [0xfa, 0xfb, 0xfc, 0xfd, 0xfe]],
  ['đĂÂÊÔƠƯĐ', [0xae, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7]],
];

const letters: ReadonlyMap<string, string> = new Map(
  codes.flatMap(([group, numbers]) =>
    [...group].map((letter, index) => [String.fromCharCode(numbers[index] ?? 0), letter] as const),
  ),
);

/** The letter behind a code, the codes as the characters of a Western code page; undefined: not a code of TCVN3. */
export function tcvn3Letter(character: string): string | undefined {
  return letters.get(character);
}

/** A class for regular expressions: the codes of TCVN3, without brackets. */
export const tcvn3Class =
  '\\u00a1-\\u00ae\\u00b5-\\u00b9\\u00bb-\\u00be\\u00c6-\\u00cc\\u00ce-\\u00d8\\u00dc-\\u00df\\u00e1-\\u00ef\\u00f1-\\u00fe';

const word = new RegExp(`[A-Za-z${tcvn3Class}\\u0100-\\u024f\\u0300-\\u036f'’ʼ]+`, 'gu');
/** Nothing but blanks and light joints between two words makes them neighbours; a delimiter or a line end does not. */
const joint = /^[ \u00a0./-]*$/;

/** Decodes TCVN3 and restores capitals: in a word of capitals, and at a word's beginning where its neighbours have one. */
export function decodeTcvn3(text: string): string {
  const found = [...text.matchAll(word)].map((match) => decodeWord(match[0], match.index));
  const restored: DecodedWord[] = [];
  for (const [index, current] of found.entries()) {
    // With its capitals restored, for the sake of the word that follows.
    const before = restored.at(-1);
    const next = found[index + 1];
    const decoded = withCapitals(
      current,
      before !== undefined && adjoin(text, before, current) ? before : undefined,
      next !== undefined && adjoin(text, current, next) ? next : undefined,
    );
    restored.push({ ...current, decoded, certain: certainOf(current, decoded) });
  }
  // And once more for the words before: `VŨ MỸ HÙNG`.
  for (let index = restored.length - 2; index >= 0; index--) {
    const [current, next] = [restored[index], restored[index + 1]];
    if (current === undefined || next === undefined || !isDoubtful(current) || !isCapitalWord(next)) continue;
    if (!adjoin(text, current, next)) continue;
    const decoded = current.decoded.toUpperCase();
    restored[index] = { ...current, decoded, certain: certainOf(current, decoded) };
  }
  let all = '';
  let end = 0;
  for (const { source, start, decoded } of restored) {
    all += text.slice(end, start) + decoded;
    end = start + source.length;
  }
  return all + text.slice(end);
}

/** One letter or none tells nothing of the others. */
function isDoubtful({ certain }: DecodedWord): boolean {
  return certain === '' || (certain.length === 1 && isCapitals(certain));
}

/** A short word that its neighbours have made capitals is one of them for the next: `DANH MỤC VÀ MÃ SỐ`. */
function certainOf({ certain, decoded }: DecodedWord, restored: string): string {
  return restored !== decoded && restored.length >= 2 && isCapitals(restored) ? restored : certain;
}

interface DecodedWord {
  readonly source: string;
  readonly start: number;
  readonly decoded: string;
  /** Its letters whose case is certain: all but the small ones with a tone. */
  readonly certain: string;
}

function decodeWord(source: string, start: number): DecodedWord {
  let decoded = '';
  let certain = '';
  for (const character of source) {
    const letter = letters.get(character);
    decoded += letter ?? character;
    if (letter === undefined ? /\p{L}/u.test(character) : !hasNoCapital(letter)) certain += letter ?? character;
  }
  return { source, start, decoded: withJoinedCapitals(decoded), certain };
}

/** Some converters write a capital with a tone as the plain capital and then the small letter: `Aá` for `Á`. */
function withJoinedCapitals(decoded: string): string {
  return decoded.replace(/([AEIOUYĂÂÊÔƠƯ])(\p{Ll})/gu, (pair, capital: string, small: string) =>
    hasNoCapital(small) && splitTones(small).base === capital.toLowerCase() ? small.toUpperCase() : pair,
  );
}

function hasNoCapital(letter: string): boolean {
  return splitTones(letter).tones !== '';
}

function adjoin(text: string, first: DecodedWord, second: DecodedWord): boolean {
  return joint.test(text.slice(first.start + first.source.length, second.start));
}

function withCapitals(current: DecodedWord, before: DecodedWord | undefined, after: DecodedWord | undefined): string {
  const around = [before, after].filter((one) => one !== undefined);
  if (isCapitals(current.certain) && current.certain.length >= 2) return current.decoded.toUpperCase();
  // One letter or none tells nothing of the others: neighbours in capitals do, unless they are a mere abbreviation.
  if ((current.certain === '' || isCapitals(current.certain)) && around.some(isCapitalWord))
    return current.decoded.toUpperCase();
  const first = initial(current);
  if (!hasNoCapital(first) || around.length === 0) return current.decoded;
  const raised = around.every((one) => isCapitals(initial(one)) || hasNoCapital(initial(one)));
  const anchored = around.some((one) => isCapitals(initial(one)));
  return raised && anchored ? first.toUpperCase() + current.decoded.slice(first.length) : current.decoded;
}

function isCapitalWord(word: DecodedWord): boolean {
  return word.certain.length >= 2 && isCapitals(word.certain) && word.decoded !== word.source;
}

function initial(word: DecodedWord): string {
  return [...word.decoded][0] ?? '';
}

function isCapitals(text: string): boolean {
  return text !== '' && text === text.toUpperCase() && text !== text.toLowerCase();
}
