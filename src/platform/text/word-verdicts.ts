import { isTonedSyllable } from './vietnamese-syllable.ts';
import { hasMisplacedTone } from './tone-place.ts';
import { isLegalWord } from './vietnamese.ts';

/** What can be said of a word by itself, whatever text it stands in. */
export interface WordVerdicts {
  /** A word of letters and codes that cannot stand as it is. A sign on its own (`©`, `«`) tells nothing. */
  readonly isTelling: (word: string) => boolean;
  /** The same, or spelled as nobody spells it. */
  readonly isOdd: (word: string) => boolean;
  /** It can stand in Vietnamese as it is. */
  readonly isRight: (word: string) => boolean;
  /** A Vietnamese syllable with a tone. */
  readonly isSyllable: (word: string) => boolean;
}

/** Remembers its verdicts: names and addresses have few words, and many of each. */
export function createWordVerdicts(): WordVerdicts {
  const isTelling = remembered(tells);
  return {
    isTelling,
    isOdd: remembered((word) => isTelling(word) || hasMisplacedTone(word) || hasHatBehindLetter(word)),
    isRight: remembered((word) => isLegalWord(word) && !hasMisplacedTone(word)),
    isSyllable: remembered((word) => {
      const small = word.normalize('NFC').toLowerCase();
      return isTonedSyllable(small) && !hasMisplacedTone(small);
    }),
  };
}

/** What is longer is no word that comes again; a file may hold as many as it likes. */
const longestRemembered = 32;
const mostRemembered = 4096;

function remembered(decide: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const verdict = decide(word);
    if (word.length <= longestRemembered) {
      if (known.size >= mostRemembered) known.clear();
      known.set(word, verdict);
    }
    return verdict;
  };
}

/** Units and signs that are no words: `µm`, `kg®`. */
const unit = /^µ(?:m|g|l|s|F|A|V|W|mol|Sv)$/i;
const marked = /^[A-Za-z]+[®©™]$/;

function tells(word: string): boolean {
  return word.length > 1 && /\p{L}/u.test(word) && !isLegalWord(word) && !unit.test(word) && !marked.test(word);
}

/** `Noâng`, `Vaên`: VNI's hats stand behind their letters, where no language here has them. */
function hasHatBehindLetter(word: string): boolean {
  return /[aeo]â|aê/i.test(word);
}
