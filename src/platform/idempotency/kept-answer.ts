/** An answer as it was given, to be given again. */
export interface KeptAnswer {
  readonly status: number;
  /** Of its headers those that belong to what was done. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Thrown where a request turns out to be one that was answered before: whatever it has begun is undone, and the answer is
 * given again.
 */
export class AnsweredBefore extends Error {
  override readonly name = 'AnsweredBefore';
  readonly answer: KeptAnswer;

  constructor(answer: KeptAnswer) {
    super('The request was answered before');
    this.answer = answer;
  }
}
