import { createHash } from 'node:crypto';
import { foldHeading } from '#platform/text/fold-heading.ts';

/**
 * What a form is known by: its headings folded, in their order and with their levels. Where the table stands in its sheet,
 * the sheet's name, its rows, case, accents and punctuation make no difference; any other change of a heading does.
 * Columns without a heading behind the last one with one do not count: a stray note beside the table would make another
 * form of it.
 */
export function formFingerprint(headings: readonly string[]): string {
  const levels = headings.map(foldedLevels);
  while (levels.length > 0 && levels.at(-1)?.length === 0) levels.pop();
  return createHash('sha256').update(JSON.stringify(levels)).digest('hex').slice(0, 32);
}

/** One heading as forms are compared by. */
export function foldedHeading(heading: string): string {
  return foldedLevels(heading).join('/');
}

/** Signs alone (`%`, `#`) tell columns apart too. */
function foldedLevels(heading: string): readonly string[] {
  return heading
    .split(' / ')
    .map((level) => foldHeading(level) || level.normalize('NFC').trim())
    .filter((level) => level !== '');
}
