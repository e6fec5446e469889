/** What a sentence about a finding may say, in one language. */
export interface MessageFacts {
  /** The cell as it was sent; '' where it was missing. */
  readonly value: string;
  readonly expected: string;
  readonly suggestion: string | undefined;
  /** What else is known, already in words: the list's name and day, the successors of a code, the first row of a key. */
  readonly detail: string;
}

/** What is wrong, and how to mend it where the expectation does not say that by itself. */
export interface MessageText {
  readonly what: (facts: MessageFacts) => string;
  readonly mend?: (facts: MessageFacts) => string;
}
