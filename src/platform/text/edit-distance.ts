/** How many letters must be put in, left out or exchanged to make the one text of the other; `limit` + 1 where more. */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...one].entries()) {
    let diagonal = index;
    row = row.reduce<number[]>((next, above, column) => {
      const left = next.at(-1);
      next.push(
        left === undefined
          ? index + 1
          : Math.min(above + 1, left + 1, diagonal + (other[column - 1] === letter ? 0 : 1)),
      );
      diagonal = above;
      return next;
    }, []);
  }
  return Math.min(row.at(-1) ?? 0, limit + 1);
}
