/** How many members the objects in a value have, all together. */
export function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) count += countMembers(item);
    return count;
  }
  for (const member of Object.values(value) as readonly unknown[]) count += 1 + countMembers(member);
  return count;
}

/** Texts, with the colon that makes a key of one, and brackets. */
const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}]/gs;

/** The first key of a JSON text that its object has twice. */
export function findRepeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, key, colon] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (key !== undefined && colon !== undefined) {
      const name = key.includes('\\') ? String(JSON.parse(`"${key}"`)) : key;
      const keys = open.at(-1);
      if (keys?.has(name) === true) return name;
      keys?.add(name);
    }
  }
  return undefined;
}
