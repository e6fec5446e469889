import { splitTones } from './vietnamese-letters.ts';

const ascii = /^[\x00-\x7f]*$/;
const vowel = /[aăâeêioôơuưy]/;
const hatted = /[ăâêôơư]/;

/**
 * Whether a syllable's tone is on a letter that never bears it: on the glide that closes (`maị`), or beside the letter
 * with the hat (`tìên`). Both ways of spelling `hòa` and `hoà`, `thúy` and `thuý` are right. Expects one syllable, NFC.
 */
export function hasMisplacedTone(syllable: string): boolean {
  if (ascii.test(syllable)) return false;
  const letters = [...syllable.toLowerCase()].map((letter) => splitTones(letter));
  const toned = letters.findIndex(({ tones }) => tones !== '');
  if (toned === -1) return false;
  const base = letters.map((letter) => letter.base).join('');
  const onset = /^(?:qu|gi)(?=[aăâeêioôơuưy])/.exec(base)?.[0].length ?? 0;
  let start = toned;
  while (start > onset && vowel.test(base.charAt(start - 1))) start--;
  let end = toned + 1;
  while (end < base.length && vowel.test(base.charAt(end))) end++;
  const nucleus = base.slice(start, end);
  const bearer = base.charAt(toned);
  if (hatted.test(nucleus)) return !hatted.test(bearer);
  if (toned === start || toned < end - 1 || end < base.length) return false;
  return /[aeo][iyou]$|[iu][ua]$|ui$/.test(nucleus) && nucleus !== 'oe';
}
