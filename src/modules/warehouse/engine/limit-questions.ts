import { limitAtOnce } from '#platform/limits/limit-at-once.ts';
import { fail } from '../errors.ts';

/** Lets `most` questions run at a time and `waiting` wait; throws `engine-busy` where too many wait already. */
export function limitQuestions(most: number, waiting: number): ReturnType<typeof limitAtOnce> {
  const refuse = (queue: number) => fail('engine-busy', `${queue} are waiting already; try again in a moment`);
  return limitAtOnce({ most, waiting, refuse });
}
