import { editDistance } from '#platform/text/edit-distance.ts';

/** The known name that was probably meant, whatever the case of its letters. */
export function findMeant(name: string, known: readonly string[], limit: number): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((first, second) => first.distance - second.distance);
  return near[0]?.candidate;
}
