import { countLegal } from '#platform/text/legal-share.ts';
import type { JudgedUnicode } from './judge-unicode.ts';
import { asItStands, spelledReadings, type SpelledReading } from './readings.ts';

const mostLegal = 0.8;
const exampleLength = 60;
/** A document has letters of its own spelled in it, which whoever reads it puts right. */
const markup = /^\s*</;

/**
 * Letters beyond ASCII that are spelled in ASCII, as HTML and VIQR do; undefined: there are none, or they make no
 * Vietnamese. What a cell would be otherwise is nothing that anybody writes.
 */
export function judgeSpelled(text: string): JudgedUnicode | undefined {
  if (markup.test(text)) return undefined;
  for (const reading of spelledReadings) {
    if (!reading.signs.test(text)) continue;
    const judged = judge(text, reading);
    if (judged !== undefined) return judged;
  }
  return undefined;
}

function judge(text: string, reading: SpelledReading): JudgedUnicode | undefined {
  let [words, legal, toned] = [0, 0, 0];
  let example: { readonly before: string; readonly after: string } | null = null;
  for (const cell of text.split(/[\r\n\t,|]+/)) {
    const decoded = reading.decode(cell);
    if (decoded === cell) continue;
    const counted = countLegal(decoded);
    words += counted.accented;
    legal += counted.legal;
    toned += counted.toned;
    if (counted.legal > 0)
      example ??= { before: cell.slice(0, exampleLength), after: reading.decode(cell.slice(0, exampleLength)) };
  }
  if (toned < reading.leastToned || legal < mostLegal * words) return undefined;
  const share = Math.round((1000 * legal) / words) / 1000;
  return { readings: [reading, asItStands], mixed: false, evidence: [{ name: reading.name, share, words, example }] };
}
