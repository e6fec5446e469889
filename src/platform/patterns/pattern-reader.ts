/** What a message about a pattern needs besides its code. */
export type Facts = Readonly<Record<string, string | number>>;

export class PatternProblem extends Error {
  override readonly name = 'PatternProblem';
  readonly code: 'pattern-broken' | 'pattern-not-linear' | 'pattern-too-large';
  readonly facts: Facts;

  constructor(code: PatternProblem['code'], facts: Facts) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** A pattern under reading, by code points. */
export interface PatternReader {
  atEnd(): boolean;
  sees(text: string): boolean;
  /** Passes over `text` if it stands here. */
  take(text: string): boolean;
  /** The next code point; at the end the pattern is broken. */
  next(): string;
  /** Everything before `end`, and passes over that too. */
  until(end: string): string;
  position(): number;
  goTo(position: number): void;
  broken(detail: string): PatternProblem;
  brokenAt(position: number, detail: string): PatternProblem;
}

export function createPatternReader(pattern: string): PatternReader {
  let at = 0;
  const brokenAt = (position: number, detail: string) =>
    new PatternProblem('pattern-broken', { detail: `${detail} (${position + 1})` });
  return {
    atEnd: () => at >= pattern.length,
    sees: (text) => pattern.startsWith(text, at),
    take: (text) => {
      const found = pattern.startsWith(text, at);
      if (found) at += text.length;
      return found;
    },
    next: () => {
      const code = pattern.codePointAt(at);
      if (code === undefined) throw brokenAt(at, 'unexpected end');
      const character = String.fromCodePoint(code);
      at += character.length;
      return character;
    },
    until: (end) => {
      const stop = pattern.indexOf(end, at);
      if (stop < 0) throw brokenAt(at, `missing ${end}`);
      const text = pattern.slice(at, stop);
      at = stop + end.length;
      return text;
    },
    position: () => at,
    goTo: (position) => {
      at = position;
    },
    broken: (detail) => brokenAt(at, detail),
    brokenAt,
  };
}
