/** Tones as Unicode combines them: huyền, sắc, ngã, hỏi, nặng. */
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;

export interface ToneSplit {
  /** The word without its tones, with ă â ê ô ơ ư kept. */
  readonly base: string;
  /** Combining marks in order; '' where there is none. */
  readonly tones: string;
}

/** Takes the tones off a word. `đường` → `đương` and the mark of huyền. */
export function splitTones(word: string): ToneSplit {
  let base = '';
  let tones = '';
  for (let index = 0; index < word.length; index++) {
    const letter = word.charAt(index);
    if (letter < '\u0080') {
      base += letter;
      continue;
    }
    const split = splits.get(letter);
    // What combines with a letter before it, and what Unicode composes otherwise.
    if (split === undefined) return splitByUnicode(word);
    base += split.base;
    tones += split.tones;
  }
  return { base, tones };
}

function splitByUnicode(word: string): ToneSplit {
  const decomposed = word.normalize('NFD');
  return {
    base: decomposed.replace(toneMarks, '').normalize('NFC'),
    tones: (decomposed.match(toneMarks) ?? []).join(''),
  };
}

/** What the letters of Latin scripts come to, each by itself: texts are made of these, and are looked at by the million. */
const splits: ReadonlyMap<string, ToneSplit> = new Map(
  [
    [0x80, 0x24f],
    [0x1ea0, 0x1ef9],
  ].flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, index) => {
      const letter = String.fromCharCode(first + index);
      return [letter, splitByUnicode(letter)] as const;
    }),
  ),
);

/** Case, accents and tones taken away; đ counts as d. */
export function foldAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}
