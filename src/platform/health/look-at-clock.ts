import type { Clock } from '../clock/clock.ts';
import type { Finding } from './health.ts';

export interface ClockDeps {
  readonly clock: Clock;
  /** Milliseconds that only ever grow, whatever happens to the clock. */
  readonly elapsed: () => number;
  /** What the database takes for now; undefined where it cannot be asked. */
  readonly askDatabase: () => Promise<Date | undefined>;
  /** The newest moment that anything of ours is dated; undefined where there is nothing yet. */
  readonly newestRecord: () => Promise<Date | undefined>;
}

const tolerated = 5000;
/** After a jump, how long somebody should still be told. */
const remembered = 24 * 3_600_000;

/**
 * Dates of receipt, deadlines and the order of snapshots come from the clock. Found are a clock that jumped between two
 * looks, one that is behind what was written down already, and a database with another time.
 */
export function clockWatch({ clock, elapsed, askDatabase, newestRecord }: ClockDeps): () => Promise<Finding> {
  let lead = clock().getTime() - elapsed();
  let jumped: { readonly at: Date; readonly elapsedAt: number; readonly by: number } | undefined;

  return async () => {
    const now = clock();
    const leadNow = now.getTime() - elapsed();
    const by = leadNow - lead;
    lead = leadNow;
    if (Math.abs(by) > tolerated) jumped = { at: now, elapsedAt: elapsed(), by };

    const newest = await newestRecord();
    const ahead = newest === undefined ? 0 : newest.getTime() - now.getTime();
    if (ahead > tolerated)
      return { condition: 'bad', code: 'clock-behind', facts: { seconds: Math.round(ahead / 1000) } };
    const database = await askDatabase();
    const apart = database === undefined ? 0 : Math.abs(database.getTime() - clock().getTime());
    if (apart > tolerated) {
      return { condition: 'watch', code: 'clock-apart', facts: { seconds: Math.round(apart / 1000) } };
    }
    if (jumped !== undefined && elapsed() - jumped.elapsedAt < remembered) {
      const facts = { seconds: Math.round(jumped.by / 1000) };
      return { condition: 'watch', code: 'clock-jumped', facts, since: jumped.at };
    }
    return { condition: 'good', code: 'clock-steady', facts: {} };
  };
}
