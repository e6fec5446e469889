/** A stretch of the rows that follow each other, as a load leaves it. */
export interface Stretch {
  /** Of the next snapshot. */
  readonly rows: number;
  /** Its file cannot stay as it is, or there is none yet. */
  readonly touched: boolean;
}

/** Neighbouring stretches that are written together, or one that stays as it is. */
export interface Group extends Stretch {
  readonly first: number;
  readonly last: number;
}

/**
 * Which stretches are written, and with which of their neighbours: a touched one is put together with those beside it as
 * long as both fit into one part, and one that becomes empty is gone. Where no two neighbours fitted into one part before, none do afterwards, so that there
 * are never more than 2 × rows / rowsPerPart + 1 parts.
 */
export function planParts(stretches: readonly Stretch[], rowsPerPart: number): readonly Group[] {
  const groups: Group[] = [];
  for (const [place, { rows, touched }] of stretches.entries()) {
    if (rows === 0 && touched) continue;
    let group: Group = { first: place, last: place, rows, touched };
    for (let before = groups.at(-1); before !== undefined; before = groups.at(-1)) {
      const wereNeighbours = !before.touched && !group.touched && before.last + 1 === group.first;
      if (wereNeighbours || before.rows + group.rows > rowsPerPart) break;
      groups.pop();
      group = { first: before.first, last: group.last, rows: before.rows + group.rows, touched: true };
    }
    groups.push(group);
  }
  return groups;
}
