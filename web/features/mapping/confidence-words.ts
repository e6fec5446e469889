import type { ProposedColumn } from '#api/mappings.ts';
import type { MappingTexts } from '../../messages/mapping-texts.ts';

/** How sure it is that a column is its field, and why, in words. */
export function confidenceWords(
  { confidence: words }: MappingTexts,
  proposed: ProposedColumn | undefined,
  changed: boolean,
): string {
  if (changed || proposed === undefined) return words.chosen;
  const { confidence, reason } = proposed;
  if (reason === 'remembered') return confidence === 'sure' ? words.remembered : words.renamed;
  if (confidence === 'sure') return words.name;
  if (confidence === 'likely') return words.likely;
  if (confidence === null) return words.chosen;
  return reason === 'words' ? words.guessWords : words.guessValues;
}
