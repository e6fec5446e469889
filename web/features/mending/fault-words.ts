import type { Language } from '#api/localized.ts';
import type { Finding } from '#api/quality.ts';
import type { RejectedRow } from '#api/mending.ts';

/** What a finding says beside its cell: without the place, and without the suggestion, which is on a button there. */
export function faultWords({ message, suggestion }: Finding, language: Language): string {
  const said = message[language];
  const words = said.slice(said.indexOf(': ') + 1).trim();
  const suggested = language === 'vi' ? ` Gợi ý: «${suggestion}».` : ` Suggestion: “${suggestion}”.`;
  const kept = suggestion === undefined ? words : words.replace(suggested, '');
  return kept.charAt(0).toUpperCase() + kept.slice(1);
}

/** Up to the first full stop that no quoted value has and that is not of «e.g.». */
export function firstSentence(words: string): string {
  let quoted = 0;
  for (let index = 0; index < words.length; index++) {
    const sign = words.charAt(index);
    if ('«“'.includes(sign)) quoted++;
    else if ('»”'.includes(sign)) quoted--;
    else if (
      sign === '.' &&
      quoted <= 0 &&
      ' '.includes(words.charAt(index + 1)) &&
      !words.startsWith('e.g', index - 3)
    ) {
      return words.slice(0, index + 1);
    }
  }
  return words;
}

/** The first row of a page, by its number there, that says so. */
export function tellOnce(rows: readonly RejectedRow[], language: Language): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  rows.forEach(({ findings }, number) => {
    for (const finding of findings) {
      const words = faultWords(finding, language);
      if (!told.has(words)) told.set(words, number);
    }
  });
  return told;
}
