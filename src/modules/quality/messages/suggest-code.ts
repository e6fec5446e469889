import { codesValidOn, explainCode, type CodeList } from '#modules/dictionary/index.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';

/**
 * The one valid code that a wrong one certainly stands for: its only successor, itself without blanks, dots and letters
 * that slipped in, itself with its lost zero, or the code of the name, in any of its spellings, that was written in its place. Undefined where
 * there is none, or more than one.
 */
export function suggestCode(list: CodeList, value: string, day: string): string | undefined {
  const valid = new Set(codesValidOn(list, day).map(({ code }) => code));
  const digits = [...valid].every((code) => /^\d+$/.test(code));
  const whole = value.replace(/[.,]0+$/, '');
  const stripped = digits ? value.replace(/\D/g, '') : value.replace(/[\s\u00a0'’]/g, '').toUpperCase();
  for (const candidate of [value, whole, stripped, `0${stripped}`]) {
    const resolved = candidate === '' || candidate === '0' ? undefined : resolve(list, candidate, day, valid);
    if (resolved !== undefined) return resolved;
  }
  return named(list, value, day);
}

/** Follows full successions to a code that is valid on the day; a split ends the search. */
function resolve(list: CodeList, code: string, day: string, valid: ReadonlySet<string>): string | undefined {
  let current = code;
  for (let steps = 0; steps < 10; steps += 1) {
    if (valid.has(current)) return current;
    const explanation = explainCode(list, current, day);
    const [successor, ...others] = explanation.kind === 'ended' ? explanation.successors : [];
    if (successor === undefined || others.length > 0 || successor.coverage === 'partial') return undefined;
    current = successor.to;
  }
  return undefined;
}

function named(list: CodeList, value: string, day: string): string | undefined {
  const key = foldHeading(value);
  if (key === '' || /^\d+$/.test(key)) return undefined;
  const valid = codesValidOn(list, day);
  const spoken = [key, key.replace(/^(?:dantoc|dt|nguoi)/, '')];
  const matches = [
    valid.filter(({ name }) => {
      const folded = foldHeading(name.vi);
      return (
        folded === key ||
        [`xa${key}`, `phuong${key}`].includes(folded) ||
        [`xa${folded}`, `phuong${folded}`].includes(key)
      );
    }),
    // Names in another language, and those by which people know it.
    valid.filter(({ name, aliases = [] }) =>
      [name.vi, name.en ?? '', ...aliases].some((other) => spoken.includes(foldHeading(other))),
    ),
  ].find((found) => found.length > 0);
  return matches?.length === 1 ? matches[0]?.code : undefined;
}
