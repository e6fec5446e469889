/** Whether a parsed JSON value holds objects and arrays in more than `depth` levels; without recursion, whatever it is. */
export function nestsDeeper(value: unknown, depth: number): boolean {
  let level: readonly unknown[] = [value];
  for (let passed = 0; passed <= depth; passed += 1) {
    level = level.flatMap((each): unknown[] => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
