import type { DataElement } from '#modules/dictionary/index.ts';
import type { ColumnProfile } from '#modules/quality/offline/profile.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import type { Meaning } from './decide-meaning.ts';
import { agreed, type TypeDecision } from './decide-type.ts';
import { wordsOf } from './heading-words.ts';
import type { PersonalProposal } from './personal-clues.ts';

export interface ElementMatch {
  readonly element: DataElement;
  /** The heading is one of its names, so that it can lend its own in the other language. */
  readonly byName: boolean;
}

/** An element, with its names as headings are held against them. */
export interface KnownElement {
  readonly element: DataElement;
  readonly folded: readonly string[];
  /** Names of several words. */
  readonly phrases: readonly string[];
}

/** Said of so many things that they must stand alone to mean an element. */
const fewestWords = 2;

/** Once for all columns: a wide table has hundreds. */
export function knowElements(elements: readonly DataElement[]): readonly KnownElement[] {
  return elements.map((element) => {
    const names = [element.name.vi, element.name.en, ...element.synonyms];
    return {
      element,
      folded: names.map(foldHeading),
      phrases: names.map(wordsOf).filter((phrase) => phrase.trim().split(' ').length >= fewestWords),
    };
  });
}

/**
 * The data element that a column is: by its heading, or by its semantic type where only one element is of it. Only one
 * whose every rule the column keeps, since a field takes them all from its element.
 */
export function findElement(
  elements: readonly KnownElement[],
  column: ColumnProfile,
  decided: {
    readonly type: TypeDecision;
    readonly meaning: Meaning;
    readonly personal: PersonalProposal;
    readonly present: number;
  },
): ElementMatch | undefined {
  if (decided.present <= 0) return undefined;
  const fitting = elements.filter(({ element }) => fits(element, column, decided));
  const last = column.heading.split(' / ').at(-1) ?? '';
  const folded = new Set([foldHeading(column.heading), foldHeading(last)]);
  const named = fitting.find((known) => known.folded.some((name) => folded.has(name)));
  if (named !== undefined) return { element: named.element, byName: true };
  const { semanticType } = decided.meaning;
  const words = wordsOf(column.heading);
  const within = fitting
    .map(({ element, phrases }) => ({
      element,
      length: Math.max(0, ...phrases.map((phrase) => (words.includes(phrase) ? phrase.length : 0))),
    }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => b.length - a.length)[0]?.element;
  if (within !== undefined) return { element: within, byName: false };
  const alike =
    semanticType === undefined ? [] : fitting.filter(({ element }) => element.semanticType === semanticType);
  const sole =
    alike.length === 1 && semanticType !== 'money' && semanticType !== 'percent' ? alike[0]?.element : undefined;
  return sole === undefined ? undefined : { element: sole, byName: false };
}

/** Semantic types that say how a cell is read, and check nothing. */
const unchecked = new Set(['date', 'number', 'money', 'percent', 'address']);

function fits(
  element: DataElement,
  column: ColumnProfile,
  { type, meaning, personal, present }: Parameters<typeof findElement>[2],
): boolean {
  if (element.type !== type.type && !(element.type === 'number' && type.type === 'integer')) return false;
  if (element.codeList !== undefined && (element.codeList !== meaning.list?.list || !meaning.list.today)) return false;
  if (element.personal !== 'none' && personal.personal === 'none') return false;
  if (element.semanticType !== undefined && element.semanticType !== meaning.semanticType) {
    if (!unchecked.has(element.semanticType)) return false;
    if (meaning.semanticType !== undefined) return false;
  }
  if (element.minimum !== undefined && (column.minimum === null || column.minimum < element.minimum)) return false;
  if (element.maximum !== undefined && (column.maximum === null || column.maximum > element.maximum)) return false;
  // What the values were found to be says how long they are.
  const known = element.codeList !== undefined || meaning.semanticType === element.semanticType;
  if (known && element.semanticType !== undefined) return true;
  if (element.minLength !== undefined && column.minLength < element.minLength) return false;
  if (element.maxLength !== undefined && column.maxLength > element.maxLength) return false;
  if (element.semanticType === 'money' && type.type !== 'integer') return false;
  if (element.pattern === undefined) return true;
  const pattern = new RegExp(element.pattern, 'u');
  const matching = column.frequent.filter(({ text }) => pattern.test(text));
  return (
    column.distinct === column.frequent.length && matching.reduce((sum, { rows }) => sum + rows, 0) >= agreed * present
  );
}

/** Whether every value keeps what the element says of length and range, so that nothing of it need be proved. */
export function keepsElement(
  { minLength, maxLength, pattern, minimum, maximum }: DataElement,
  column: ColumnProfile,
): boolean {
  if (pattern !== undefined) return false;
  if (minLength !== undefined && column.minLength < minLength) return false;
  if (maxLength !== undefined && column.maxLength > maxLength) return false;
  if (minimum !== undefined && (column.minimum === null || column.minimum < minimum)) return false;
  return maximum === undefined || (column.maximum !== null && column.maximum <= maximum);
}
