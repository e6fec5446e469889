import { foldAccents } from '#platform/text/vietnamese-letters.ts';

/** What a part of an address is by the word that it begins with. */
export type PartKind = 'province' | 'district' | 'commune' | 'hamlet' | 'street' | 'house' | 'unknown';

export interface AddressPart {
  readonly kind: PartKind;
  /** `phuong`, `xa`, `huyen`, `thon`, …; '' where no word says it. */
  readonly word: string;
  /** Without the word. */
  readonly name: string;
  /** As it was written. */
  readonly text: string;
}

interface Word {
  readonly kind: Exclude<PartKind, 'unknown'>;
  readonly word: string;
  readonly pattern: string;
}

/** The longer ones first. A single letter needs its dot. */
const accented: readonly Word[] = [
  { kind: 'district', word: 'thixa', pattern: 'thị xã|t\\.?x\\.?' },
  { kind: 'district', word: 'thanhpho', pattern: 'thành phố|t\\.?p\\.?' },
  { kind: 'commune', word: 'thitran', pattern: 'thị trấn|t\\.?t\\.?' },
  { kind: 'district', word: 'huyen', pattern: 'huyện|h\\.' },
  { kind: 'district', word: 'quan', pattern: 'quận|q\\.' },
  { kind: 'province', word: 'tinh', pattern: 'tỉnh|t\\.' },
  { kind: 'commune', word: 'phuong', pattern: 'phường|p\\.?(?=\\d)|p\\.' },
  { kind: 'commune', word: 'xa', pattern: 'xã|x\\.' },
  { kind: 'hamlet', word: 'todanpho', pattern: 'tổ dân phố|tdp\\.?' },
  { kind: 'hamlet', word: 'khupho', pattern: 'khu phố|kp\\.?' },
  { kind: 'hamlet', word: 'hamlet', pattern: 'tổ liên gia|tiểu khu|thôn|buôn|bon|bản|ấp|xóm|khóm|khối|làng|cụm|tổ' },
  { kind: 'street', word: 'street', pattern: 'đường|phố|quốc lộ|ql\\.?|tỉnh lộ|tl\\.?|đại lộ|hẻm|ngõ|ngách|kiệt|đ\\.' },
  { kind: 'house', word: 'house', pattern: 'số nhà|nhà số|số|sn\\.?' },
];

/** Whoever leaves out accents leaves them out here too. */
const words: readonly Word[] = accented.map((word) => ({ ...word, pattern: withFlat(word.pattern) }));

function withFlat(pattern: string): string {
  const flat = foldAccents(pattern);
  return flat === pattern ? pattern : `${pattern}|${flat}`;
}

const any = words.map(({ pattern }) => pattern).join('|');
/** A word of a unit before the name, with the letter before it no letter. */
const wordAhead = new RegExp(
  `(?<=[\\p{L}\\p{N})])\\s+(?=(?:${withFlat('tỉnh|huyện|thị xã|thành phố|tp\\.?|tx\\.?|xã|phường|thị trấn|thôn|buôn|tổ dân phố|tdp|khu phố|đường')})\\s+[\\p{L}\\d])`,
  'giu',
);
const endsWithWord = new RegExp(`(?:^|[\\s,])(?:${any}|thị|thành|thi|thanh)$`, 'iu');
const longest = 1000;

/** The parts in the order in which they stand; commas, semicolons, lines and unit words part them. */
export function splitAddress(text: string): readonly AddressPart[] {
  const plain = text.slice(0, longest).normalize('NFC').replace(/\s+/gu, ' ').trim();
  return plain
    .split(/\s*[,;\n]\s*|\s+[-–]\s+/u)
    .flatMap(splitAtWords)
    .map((part) => part.replace(/^[\s.]+|[\s.]+$/gu, ''))
    .filter((part) => part !== '')
    .flatMap(partOf);
}

/** `Thôn 3 xã Ea Kao huyện …`: but «Buôn» after «huyện», «xã» or «thị xã» begins a name. */
function splitAtWords(segment: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { index } of segment.matchAll(wordAhead)) {
    if (endsWithWord.test(segment.slice(from, index))) continue;
    pieces.push(segment.slice(from, index));
    from = index;
  }
  return [...pieces, segment.slice(from)];
}

/** A house's number before a street is a part of its own. */
function partOf(text: string): readonly AddressPart[] {
  const trimmed = text.trim();
  const house = /^(?:(?:số nhà|nhà số|số|sn\.?) *)?(\d+[a-z]?(?:[/-]\d+[a-z]?)*)(?: +(.+))?$/iu.exec(trimmed);
  if (house !== null) {
    const [, number = '', street] = house;
    const part: AddressPart = { kind: 'house', word: 'house', name: number, text: number };
    return street === undefined ? [part] : [part, { ...named(street), kind: 'street' }];
  }
  return [named(trimmed)];
}

function named(text: string): AddressPart {
  for (const { kind, word, pattern } of words) {
    const found = new RegExp(`^(?:${pattern})(?:\\s+|(?<=\\.)|(?=\\d))(\\S.*)$`, 'iu').exec(text);
    if (found?.[1] !== undefined) return { kind, word, name: found[1], text };
  }
  return { kind: 'unknown', word: '', name: text, text };
}
