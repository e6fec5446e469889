/** Sorts by time within a dataset, is a legal folder name, and is never used twice. `random` gives hexadecimal digits. */
export function newSnapshotId(now: Date, random: () => string): string {
  const stamp = now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15);
  return `${stamp}-${random().slice(0, 8)}`;
}
