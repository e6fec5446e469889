/** Line ends before the value at a path of a JSON text that parses; those before the text where there is no such path. */
export function linesBefore(text: string, path: readonly (string | number)[]): number {
  let at = skipBlanks(text, 0);
  for (const step of path) {
    const next = typeof step === 'string' ? memberAt(text, at, step) : elementAt(text, at, step);
    if (next === undefined) break;
    at = next;
  }
  let lines = 0;
  for (let index = text.indexOf('\n'); index !== -1 && index < at; index = text.indexOf('\n', index + 1)) lines++;
  return lines;
}

function memberAt(text: string, object: number, name: string): number | undefined {
  if (text[object] !== '{') return undefined;
  let at = skipBlanks(text, object + 1);
  while (text[at] === '"') {
    const end = endOfText(text, at);
    const value = skipBlanks(text, skipBlanks(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === name) return value;
    at = skipBlanks(text, endOfValue(text, value));
    if (text[at] !== ',') return undefined;
    at = skipBlanks(text, at + 1);
  }
  return undefined;
}

function elementAt(text: string, array: number, ordinal: number): number | undefined {
  if (text[array] !== '[') return undefined;
  let at = skipBlanks(text, array + 1);
  for (let index = 0; index < ordinal; index++) {
    at = skipBlanks(text, endOfValue(text, at));
    if (text[at] !== ',') return undefined;
    at = skipBlanks(text, at + 1);
  }
  return text[at] === ']' ? undefined : at;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfText(text, at) - 1;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && character === ',') return at;
  }
  return text.length;
}

function endOfText(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}
