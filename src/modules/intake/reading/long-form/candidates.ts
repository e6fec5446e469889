import { readHeading, type HeadingParts } from './read-heading.ts';

/** A column with what its heading says. */
export interface Candidate {
  readonly index: number;
  readonly heading: string;
  readonly parts: HeadingParts;
}

/** What the headings say, each beside the others. */
export function candidatesOf(columns: readonly string[]): readonly Candidate[] {
  return asSexes(asYears(columns.map((heading, index) => ({ index, heading, parts: readHeading(heading) }))));
}

/** Among years, a comparison of two is something that is known of the later one. */
function asYears(all: readonly Candidate[]): readonly Candidate[] {
  if (!all.some(({ parts }) => parts.period?.kind === 'year')) return all;
  return all.map((candidate) => {
    const compared = /^(\d{4})\/\d{4}$/.exec(candidate.parts.period?.part ?? '');
    if (compared === null) return candidate;
    const period = { kind: 'year', year: compared[1] ?? null, part: null } as const;
    return { ...candidate, parts: { ...candidate.parts, period, rest: candidate.heading } };
  });
}

/** «Nam 2019» beside «Nữ 2019» is no year written without its accent. */
function asSexes(all: readonly Candidate[]): readonly Candidate[] {
  if (!all.some(({ parts }) => parts.period !== null && /^nữ$/iu.test(parts.rest))) return all;
  return all.map((candidate) =>
    candidate.parts.rest === '' && /^nam\s/iu.test(candidate.heading)
      ? { ...candidate, parts: { ...candidate.parts, rest: 'Nam' } }
      : candidate,
  );
}
