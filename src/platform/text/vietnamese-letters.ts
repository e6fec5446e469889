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
  const decomposed = word.normalize('NFD');
  return {
    base: decomposed.replace(toneMarks, '').normalize('NFC'),
    tones: (decomposed.match(toneMarks) ?? []).join(''),
  };
}

/** Case, accents and tones taken away; đ counts as d. */
export function foldAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}
