import { createAnswerCache, type AnswerCache } from '../engine/answer-cache.ts';
import type { AskedRecords } from './answer-records.ts';
import type { Place } from './sealed-cursor.ts';

/** An answer to a question, whoever asks it with those rights. */
export interface RightAnswer {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text as it travels. */
  readonly body: Buffer;
  /** Where the next page begins, for a link that each asker gets sealed to himself. */
  readonly next?: { readonly place: Place; readonly limit: number; readonly question: string };
}

/** Whole answers, by all that they follow from. */
export type KeptAnswers = AnswerCache<RightAnswer>;

export function createKeptAnswers(maxBytes = 64 << 20): KeptAnswers {
  return createAnswerCache(maxBytes);
}

/** Everything that the answer follows from; undefined where it is not to be kept. */
export function keyOfAnswer(asked: AskedRecords, snapshot: string | undefined): string | undefined {
  if (asked.mark === undefined) return undefined;
  const { dataset, mark, rights, parameters, headers } = asked;
  return JSON.stringify([dataset, mark, snapshot, rights, headers, parameters.toString()]);
}

export function bytesOfAnswer({ body }: RightAnswer): number {
  return body.length + 1_000;
}
