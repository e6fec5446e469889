import type { FormChanges } from '#api/mappings.ts';
import { foldedHeading } from '../../mapping/form-fingerprint.ts';
import { wordLikeness } from './word-likeness.ts';

/** Share of the headings of the longer form that the other has too, from 0 to 1; of `distinctHeadings` of both. */
export function formLikeness(old: ReadonlySet<string>, fresh: ReadonlySet<string>): number {
  if (old.size === 0 || fresh.size === 0) return 0;
  const shared = [...old].filter((heading) => fresh.has(heading)).length;
  return shared / Math.max(old.size, fresh.size);
}

/**
 * What became of a form's headings: which stand elsewhere among those that stayed, which are new, which are gone, and
 * which of the new ones say nearly what one that is gone said, or stand where it stood.
 */
export function compareForms(
  before: readonly string[],
  now: readonly string[],
): Omit<FormChanges, 'fingerprint' | 'version'> {
  const [old, fresh] = [placesOf(before), placesOf(now)];
  const gone = [...old].filter(([heading]) => !fresh.has(heading)).map(([, place]) => before[place] ?? '');
  const added = [...fresh].filter(([heading]) => !old.has(heading)).map(([, place]) => now[place] ?? '');
  const alikes = pairRenamed(gone, added);
  const renamed = [...alikes, ...pairInPlace(before, now, { alikes, gone, added })];
  const stayed = [...fresh].flatMap(([heading, place]) => {
    const earlier = old.get(heading);
    return earlier === undefined ? [] : [{ place, earlier }];
  });
  const kept = longestRise(stayed.map(({ earlier }) => earlier));
  return {
    moved: stayed.filter(({ earlier }) => !kept.has(earlier)).map(({ place }) => now[place] ?? ''),
    added: added.filter((heading) => !renamed.some(({ to }) => to === heading)),
    gone: gone.filter((heading) => !renamed.some(({ from }) => from === heading)),
    renamed,
  };
}

const alike = 0.5;

function pairRenamed(gone: readonly string[], added: readonly string[]): FormChanges['renamed'] {
  const pairs = gone
    .slice(0, mostCompared)
    .flatMap((from) => added.slice(0, mostCompared).map((to) => ({ from, to, likeness: wordLikeness(from, to) })))
    .filter(({ likeness }) => likeness >= alike)
    .toSorted((a, b) => b.likeness - a.likeness);
  const taken = new Set<string>();
  return pairs.flatMap(({ from, to }) => {
    if (taken.has(`<${from}`) || taken.has(`>${to}`)) return [];
    taken.add(`<${from}`).add(`>${to}`);
    return [{ from, to }];
  });
}

/** Between the same two neighbours: of a column that is called quite otherwise, its place is what is left. */
function pairInPlace(
  before: readonly string[],
  now: readonly string[],
  { alikes, gone, added }: { readonly alikes: FormChanges['renamed'] } & Pick<FormChanges, 'gone' | 'added'>,
): FormChanges['renamed'] {
  const between = (headings: readonly string[], heading: string): string => {
    const place = headings.indexOf(heading);
    return JSON.stringify([headings[place - 1], headings[place + 1]].map((one) => one && foldedHeading(one)));
  };
  const left = gone.filter((heading) => !alikes.some(({ from }) => from === heading));
  const open = new Map(left.map((heading) => [between(before, heading), heading]));
  return added
    .filter((heading) => !alikes.some(({ to }) => to === heading))
    .flatMap((to) => {
      const place = between(now, to);
      const from = open.get(place);
      open.delete(place);
      return from === undefined ? [] : [{ from, to }];
    });
}

/** Every pair is looked at; forms that differ in more headings are told so without saying which is which. */
const mostCompared = 200;

/** By folded heading, the place at which it stands first. */
function placesOf(headings: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, heading] of headings.entries()) {
    const folded = foldedHeading(heading);
    if (folded !== '' && !places.has(folded)) places.set(folded, place);
  }
  return places;
}

/** What forms are held against each other by: folded headings; columns without one do not count. */
export function distinctHeadings(headings: readonly string[]): ReadonlySet<string> {
  return new Set(placesOf(headings).keys());
}

/** The members of a longest rising subsequence: those that need not have moved. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const value of values) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before.set(value, ends[low - 1]);
    ends[low] = value;
  }
  const kept = new Set<number>();
  for (let value = ends.at(-1); value !== undefined; value = before.get(value)) kept.add(value);
  return kept;
}
