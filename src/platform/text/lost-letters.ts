const beyondWord = /[\s"'=<>,;|&()]/;
const letter = /\p{L}/u;
const small = /\p{Ll}/u;
const capital = /\p{Lu}/u;

/** Words with a question mark between their letters: a program that did not have such a letter wrote it so (`Nguy?n`). */
export interface LostLetters {
  readonly count: number;
  /** The first of them, and where it begins. */
  readonly first: { readonly word: string; readonly at: number } | null;
}

/** Two sentences without a blank (`ai?Không`) and addresses of pages (`x.vn/a?b`) have question marks of their own. */
export function findLostLetters(text: string): LostLetters {
  let count = 0;
  let first: LostLetters['first'] = null;
  let end = 0;
  for (let at = text.indexOf('?'); at !== -1; at = text.indexOf('?', at + 1)) {
    if (at < end || !isWithinWord(text, at)) continue;
    let start = at;
    while (start > 0 && at - start < longestWord && !beyondWord.test(text.charAt(start - 1))) start--;
    end = at + 1;
    while (end < text.length && end - at < longestWord && !beyondWord.test(text.charAt(end))) end++;
    if (/[./:]/.test(text.slice(start, at))) continue;
    count++;
    first ??= { word: text.slice(start, end), at: start };
  }
  return { count, first };
}

const longestWord = 40;

function isWithinWord(text: string, at: number): boolean {
  const next = text.charAt(at + 1) === '?' ? at + 2 : at + 1;
  const [before, after] = [text.charAt(at - 1), text.charAt(next)];
  return (letter.test(before) && small.test(after)) || (capital.test(before) && capital.test(after));
}
