import { splitTones } from './vietnamese-letters.ts';

const onsets = new Set(' b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' '));

/** Every rhyme of written Vietnamese, without tones; those after qu- are listed as they stand after it. */
const rhymes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
  i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong ooc oong op ot oc
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
  u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
  ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
  y yêm yên yêng yêt yêu ych yn ynh yt yp`.split(/\s+/),
);

/** Rhymes that stop short: only sắc and nặng go with them. */
const stopped = /(?:c|ch|p|t|k)$/;

/** Onsets of the languages of the highlands in names that Vietnamese writes with tones: Đrắk, Krống, Đliế, M'Đrắk. */
const highlandOnsets = new Set(
  'br bl bh čr chr dh dl dr đl đr gr hl hr hm hn jr kb kl km kn kp kr ks kt ml mr mn mđ md nd ng pl pr rl rm sr tl tr j w z'.split(
    ' ',
  ),
);
/** And their rhymes in k, which Vietnamese spells with c: Lắk, Búk, Pốk. */
const highlandRhymes = new Set(
  'ak ăk âk ek êk ik iêk ok ôk ơk uk ưk oăk uăk uôk ươk uêc uch ah ăh eh êh ih oh oah ôh uh ăr ăl al'.split(' '),
);

/**
 * Whether a word that bears at least one tone can be Vietnamese, or a highland name as Vietnamese spells it: an onset, a
 * rhyme and one tone that goes with the rhyme. Expects lower case and NFC.
 */
export function isTonedSyllable(word: string): boolean {
  const { base, tones } = splitTones(word);
  if (tones.length !== 1) return false;
  for (let length = 0; length <= 3 && length < base.length; length++) {
    const onset = base.slice(0, length);
    const rhyme = base.slice(length);
    const known = onsets.has(onset)
      ? rhymes.has(rhyme) || highlandRhymes.has(rhyme)
      : highlandOnsets.has(onset) && (rhymes.has(rhyme) || highlandRhymes.has(rhyme));
    if (known && fits(onset, rhyme) && (!stopped.test(rhyme) || tones === '\u0301' || tones === '\u0323')) return true;
  }
  return false;
}

/** `ych`, `yt` and their like stand only after qu-; y alone stands for i after a few onsets. */
function fits(onset: string, rhyme: string): boolean {
  if (onset === 'qu') return !/^[uoôư]/.test(rhyme) || rhyme === 'ôc' || rhyme === 'o';
  if (/^y(?:ch|n|nh|t|p)$/.test(rhyme)) return false;
  if (rhyme === 'êng') return onset === 'gi';
  if (rhyme.startsWith('yê')) return onset === '';
  return true;
}
