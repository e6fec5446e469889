import { isTonedSyllable } from './vietnamese-syllable.ts';

const ascii = /^[\x00-\x7f]*$/;
/** Letters of Vietnamese without tones and of the highland languages (Ê Đê, M'Nông, Gia Rai, Ba Na). */
const untonedLetters = /^[a-zăâđêôơưčĭĕŏŭñƀ\u0302\u0306]+$/;
const tonedLetter = /[\u0300\u0301\u0303\u0309\u0323]/;

const consonant = '(?:[bƀcčdđghjklmnñpqrstvwx])';
const nucleus =
  '(?:uyê|uya|uyu|iêu|yêu|uôi|ươi|ươu|oai|oay|oeo|oao|' +
  'ia|iê|iă|iâ|iu|io|iô|ie|ua|uô|uă|uâ|uê|uơ|ui|uy|uo|ue|uĭ|uŏ|oa|oe|oi|oă|oo|oĭ|ôi|ơi|ai|ao|au|ay|âu|ây|êu|eo|ea|ei|eă|' +
  'ưa|ươ|ưu|ưi|yê|ya|yă|yo|yu|yơ|yâ|yô|yŭ|aĭ|aŏ|ăo|êa|êo|ôa|ie|[aăâeêioôơuưyĭĕŏŭ]\u0306?)';
/** One to three syllables run together without tones, as highland names are: `Êban`, `Adrơng`, `Kbuôr`, `Bhiăk`. */
const untonedWord = new RegExp(`^(?:${consonant}{0,3}${nucleus}){1,4}(?:ch|ng|nh|[bcčdghjklmnñpqrstwyvx])?$`);
/** ñ opens a syllable or closes one; inside a cluster it is another letter's code. */
const clusteredEnye = /[bcčdđghjklmnpqrstvwx]ñ|ñ[bcčdđghjklmnpqrstvwxyñ]/;

/**
 * Whether one word can stand in a Vietnamese text as it is: plain ASCII, a Vietnamese syllable, or a highland name with
 * its own letters (č ĭ ŏ ŭ ê̆ ñ ƀ). Words of other languages with accents (`München`) are not: the answer is about
 * spelling, not about right and wrong.
 */
export function isLegalWord(word: string): boolean {
  if (ascii.test(word)) return true;
  if (hasInnerCapital(word)) return false;
  if (gluedWords.test(word)) return word.split(gluedWords).every(isLegalWord);
  const small = word.toLowerCase();
  if (tonedLetter.test(small.normalize('NFD'))) return isTonedSyllable(small);
  return untonedLetters.test(small) && !clusteredEnye.test(small) && untonedWord.test(small);
}

/** `xãAn`: a plain capital after a small letter begins another word. */
const gluedWords = /(?<=\p{Ll})(?=[A-Z])/u;

/** `TuÊn`: an accented capital after a small letter. `LêNin` has only a plain one there. */
function hasInnerCapital(word: string): boolean {
  return /\p{Ll}[^\x00-\x7f\P{Lu}]/u.test(word);
}
