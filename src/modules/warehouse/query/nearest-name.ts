/** The name that was probably meant: not more than a third of its letters are other, left out or put in; undefined: none. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const written = name.slice(0, 200).toLowerCase();
  const [nearest] = known
    .map((candidate) => ({ candidate, steps: stepsBetween(written, candidate) }))
    .filter(({ candidate, steps }) => steps <= candidate.length / 3)
    .toSorted((one, other) => one.steps - other.steps);
  return nearest?.candidate;
}

/** Levenshtein's distance. */
function stepsBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const steps = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const exchanged = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      steps.push(Math.min(exchanged, (above[column] ?? 0) + 1, (steps[column - 1] ?? 0) + 1));
    }
    above = steps;
  }
  return above[other.length] ?? 0;
}
