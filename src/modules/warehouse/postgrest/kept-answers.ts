import { createAnswerCache, type AnswerCache } from '../engine/answer-cache.ts';
import type { AskedRecords, RecordsAnswer } from './answer-records.ts';
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
export interface KeptAnswers {
  readonly byRights: AnswerCache<RightAnswer>;
  /** With the link as it was sealed to him. */
  readonly byAsker: AnswerCache<RecordsAnswer>;
}

export function createKeptAnswers(maxBytes = 64 << 20): KeptAnswers {
  return { byRights: createAnswerCache(maxBytes / 2), byAsker: createAnswerCache(maxBytes / 2) };
}

/** Everything that the answer follows from, but for who asks. */
export function keyOfAnswer(asked: AskedRecords, snapshot: string | undefined): string {
  const { dataset, mark, rights, parameters, headers } = asked;
  return JSON.stringify([dataset, mark, snapshot, rights, headers, parameters.toString()]);
}

/** About; where the next page begins may be longer than the page, since a place has the values that rows are ordered by. */
export function bytesOfAnswer({ body, headers, next }: Pick<RightAnswer, 'body' | 'headers' | 'next'>): number {
  const values = next?.place.position?.values ?? [];
  const texts = [...Object.values(headers), ...values, next?.question];
  return body.length + 1_000 + 2 * texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
