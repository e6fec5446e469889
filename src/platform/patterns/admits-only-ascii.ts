import { re2PatternOf } from './pattern.ts';

/**
 * Whether a pattern that a contract holds lets nothing through but visible ASCII: it is anchored at both ends, and every
 * character that it names is one. It may say no of a pattern of which it is true.
 */
export function admitsOnlyAscii(pattern: string): boolean {
  // Translated, a sign is escaped wherever it means itself, and what is no ASCII stands as it is or as `\x{…}`.
  const bare = re2PatternOf(pattern).replace(/\\[^A-Za-z]/g, '');
  const inner = /^\\A(.*)\\z$/s.exec(bare)?.[1];
  if (inner === undefined || /[^!-~]|\[\^|\\[^bB]/.test(inner)) return false;
  return !hasOuterAlternative(inner);
}

/** `\Aa|b\z` is anchored at neither end. */
function hasOuterAlternative(pattern: string): boolean {
  let depth = 0;
  for (const sign of pattern) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === '|' && depth === 0) return true;
  }
  return false;
}
