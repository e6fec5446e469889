export type TextRows = readonly (readonly (string | null)[])[];

/** Answers by the text of what was asked, the least recently used of them forgotten first. */
export interface AnswerCache<Answer> {
  get(question: string): Answer | undefined;
  /** `bytes` is what the answer takes, about. */
  set(question: string, answer: Answer, bytes: number): void;
  /** What is there, or what `make` gives; whoever asks the same meanwhile waits for that, too. */
  find(question: string, make: () => Promise<Answer>, bytesOf: (answer: Answer) => number): Promise<Answer>;
}

/**
 * For questions that name the snapshot and carry the caller's rights, so that an answer is right for ever and for everybody
 * who asks with that text. `maxBytes` bounds what is held, about; an answer over a sixteenth of it is not kept.
 */
export function createAnswerCache<Answer>(maxBytes: number): AnswerCache<Answer> {
  const answers = new Map<string, { readonly answer: Answer; readonly bytes: number }>();
  const underWay = new Map<string, Promise<Answer>>();
  let held = 0;
  const drop = (question: string) => {
    held -= answers.get(question)?.bytes ?? 0;
    answers.delete(question);
  };
  const cache: AnswerCache<Answer> = {
    get: (question) => {
      const found = answers.get(question);
      if (found === undefined) return undefined;
      answers.delete(question);
      answers.set(question, found);
      return found.answer;
    },
    set: (question, answer, own) => {
      const bytes = own + 2 * question.length;
      if (bytes > maxBytes / 16) return;
      drop(question);
      answers.set(question, { answer, bytes });
      held += bytes;
      for (const oldest of answers.keys()) {
        if (held <= maxBytes) break;
        drop(oldest);
      }
    },
    find: async (question, make, bytesOf) => {
      const found = cache.get(question) ?? underWay.get(question);
      if (found !== undefined) return found;
      const making = make();
      underWay.set(question, making);
      try {
        const answer = await making;
        cache.set(question, answer, bytesOf(answer));
        return answer;
      } finally {
        underWay.delete(question);
      }
    },
  };
  return cache;
}
