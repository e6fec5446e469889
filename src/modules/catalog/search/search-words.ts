import type { Contract } from '../contract/contract.ts';
import { foldText, normalizeHeading } from '../contract/fold-text.ts';

export interface SearchWords {
  readonly title: string;
  readonly body: string;
}

/** What a dataset is found by: title; then identifier, description, agency, and every field's names and description. */
export function searchWordsOf(contract: Contract, agencyNames: readonly string[]): SearchWords {
  const fields = contract.fields.flatMap((field) => [
    field.name,
    field.labels.vi,
    field.labels.en,
    ...field.aliases,
    ...(field.descriptions === undefined ? [] : [field.descriptions.vi, field.descriptions.en]),
  ]);
  return {
    title: wordsOf(contract.title.vi, contract.title.en),
    body: wordsOf(
      contract.id,
      contract.owner,
      ...agencyNames,
      contract.description.vi,
      contract.description.en,
      ...fields,
    ),
  };
}

/** Each word once: repetition in the descriptions of fields says nothing of relevance. */
function wordsOf(...texts: readonly string[]): string {
  return [...new Set(texts.flatMap(splitWords))].join(' ');
}

function splitWords(text: string): readonly string[] {
  return normalizeHeading(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

const maxQueryWords = 12;

/** What was typed, as text queries of Postgres: every word must be there, of the last one its beginning. */
export interface WordQuery {
  /** The words as typed, for a comparison of letters; without accents. */
  readonly folded: string;
  readonly foldedQuery: string;
  readonly exactQuery: string;
}

/** Undefined: nothing to look for. */
export function parseWordQuery(typed: string): WordQuery | undefined {
  const words = splitWords(typed.slice(0, 500)).slice(0, maxQueryWords);
  if (words.length === 0) return undefined;
  const folded = words.map(foldText);
  // Only the last word may still be under way: «hồ sơ» must not find every «học» and «số». Words are letters and digits
  // only, so nothing in them is an operator.
  const query = (each: readonly string[]) =>
    each.map((word, index) => (index === each.length - 1 && [...word].length > 1 ? `${word}:*` : word)).join(' & ');
  return { folded: folded.join(' '), foldedQuery: query(folded), exactQuery: query(words) };
}
