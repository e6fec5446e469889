import { foldHeading } from '#platform/text/fold-heading.ts';
import type { ReadOptions } from '../read-options.ts';
import { fieldKeys } from './record-lists.ts';

interface LookedList {
  readonly name: string | null;
  /** Undefined: its records have no keys. */
  readonly columns: readonly string[] | undefined;
  readonly records: number;
}

/**
 * Of the lists of one file those that are records of the contract: answers of APIs carry lists that describe their records.
 * That is the list with most of the contract's fields, where it has more than half of them, else the longest that is not
 * called `fields` or the like; beside it
 * only lists that have the same fields, or the form of a mapping.
 */
export function listsOfContract<List extends LookedList>(
  lists: readonly List[],
  { expectedHeadings, retitle, longForm }: Pick<ReadOptions, 'expectedHeadings' | 'retitle' | 'longForm'>,
): readonly List[] {
  if (expectedHeadings === undefined || lists.length < 2) return lists;
  const fieldsOf = lists.map(({ columns = [] }) => {
    const folded = new Set(columns.map(foldHeading));
    return new Set(expectedHeadings.flatMap((names, field) => (names.some((name) => folded.has(name)) ? [field] : [])));
  });
  const places = lists.map((_, place) => place);
  const size = (place: number): number => fieldsOf[place]?.size ?? 0;
  const records = (place: number): number => lists[place]?.records ?? 0;
  const describes = (place: number): number => Number(fieldKeys.includes((lists[place]?.name ?? '').toLowerCase()));
  const [longest = 0] = places.toSorted(
    (a, b) => describes(a) - describes(b) || records(b) - records(a) || size(b) - size(a),
  );
  const [fullest = 0] = places.toSorted((a, b) => size(b) - size(a) || Number(b === longest) - Number(a === longest));
  const fits = size(fullest) * 2 > expectedHeadings.length;
  const main = fits ? fullest : longest;
  return lists.filter(({ columns }, place) => {
    if (place === main) return true;
    if (fits && fieldsOf[main]?.isSubsetOf(fieldsOf[place] ?? new Set()) === true) return true;
    // A long form's mapping is none for a list as it stands.
    return longForm !== true && columns !== undefined && retitle?.(columns) !== undefined;
  });
}
