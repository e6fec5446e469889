import { limitAtOnce } from '#platform/limits/limit-at-once.ts';
import { failLoad } from './errors.ts';

/** Whoever waits has a file on the disk, and somebody behind him waits longer than anybody would. */
const mostWaiting = 50;

/** Lets so many files be looked at while their senders wait; throws `intake-busy` where too many wait already. */
export function limitLooks(most: number): ReturnType<typeof limitAtOnce> {
  const refuse = (waiting: number) => failLoad('intake-busy', `${waiting} are waiting already; try again in a minute.`);
  return limitAtOnce({ most, waiting: mostWaiting, refuse });
}
