import { foldAccents } from '#platform/text/vietnamese-letters.ts';
import { wordsOf } from '../proposal/heading-words.ts';

/** Words that many headings have and that tell none from another. */
const faint: ReadonlySet<string> = new Set(['so', 'cac', 'cua', 'va', 'theo', 'trong', 'the', 'of', 'in', 'and']);
const faintWeight = 0.3;

/**
 * How much two headings say the same, from 0 to 1, by their words without accents: what they share of all they say, and
 * how much of the shorter one is in the other. Where they have no word in common, by their letters: abbreviations and
 * slips of the pen.
 */
export function wordLikeness(one: string, other: string): number {
  const [a, b] = [wordSet(one), wordSet(other)];
  if (a.size === 0 || b.size === 0) return 0;
  const [said, heard] = [accentedWords(one), accentedWords(other)];
  const shared = weigh(a.keys(), (word) => (b.has(word) ? agreement(said.get(word), heard.get(word), word) : 0));
  if (shared === 0) return 0.8 * letterLikeness([...a].join(''), [...b].join(''));
  const [lighter, all] = [Math.min(weigh(a), weigh(b)), weigh(new Set([...a, ...b]))];
  // What is all in the other is likely the same said shorter, the more so the more it is.
  const contained = (shared / lighter) * (shared / (shared + 0.5));
  return Math.min(1, Math.max(shared / all, 0.85 * contained));
}

/** The likeness of a heading of several levels: of the whole, or of its last level, which is its own. */
export function headingLikeness(heading: string, name: string): number {
  const last = heading.split(' / ').at(-1) ?? heading;
  return Math.max(wordLikeness(heading, name), last === heading ? 0 : 0.9 * wordLikeness(last, name));
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(
    wordsOf(text)
      .split(' ')
      .filter((word) => word !== ''),
  );
}

function weigh(words: Iterable<string>, share: (word: string) => number = () => 1): number {
  let sum = 0;
  for (const word of words) sum += share(word) * (faint.has(word) ? faintWeight : 1);
  return sum;
}

/** By word without accents, as it is written: `kỳ` and `ký` are two words, and `ky` may be either. */
function accentedWords(text: string): ReadonlyMap<string, string> {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Map(words.map((word) => [foldAccents(word), word]));
}

function agreement(one: string | undefined, other: string | undefined, folded: string): number {
  if (one === undefined || other === undefined || one === folded || other === folded) return 1;
  return one === other ? 1 : otherAccents;
}

const otherAccents = 0.4;

/** Pairs of neighbouring letters that both have. */
function letterLikeness(one: string, other: string): number {
  const pairs = (text: string) =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
  const [a, b] = [pairs(one.slice(0, 100)), pairs(other.slice(0, 100))];
  if (a.length === 0 || b.length === 0) return 0;
  const rest = [...b];
  const shared = a.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (a.length + b.length);
}
