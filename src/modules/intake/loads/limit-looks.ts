import { limitAtOnce } from '#platform/limits/limit-at-once.ts';
import { failLoad } from './errors.ts';

/** Whoever waits may have a file on the disk, and somebody behind him waits longer than anybody would. */
const mostWaiting = 50;

/** Lets so many files and ledgers be looked at while somebody waits; throws `intake-busy` where too many wait already. */
export function limitLooks(most: number): ReturnType<typeof limitAtOnce> {
  const refuse = (waiting: number) => failLoad('intake-busy', `${waiting} are waiting already; try again in a minute.`);
  return limitAtOnce({ most, waiting: mostWaiting, refuse });
}
