import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Finding } from './health.ts';

const slow = 1000;
/** One that hangs is as good as gone, and must be told before the look itself is given up. */
const gone = 3000;

export async function lookAtDatabase(database: Database, patience = gone): Promise<Finding> {
  const before = performance.now();
  const late = sleep(patience, 'late', { ref: false });
  const asked = sql`select 1`.execute(database).catch(() => 'lost');
  const answer = await Promise.race([asked, late]);
  if (answer === 'late' || answer === 'lost') return { condition: 'bad', code: 'database-gone', facts: {} };
  const milliseconds = Math.round(performance.now() - before);
  return milliseconds > slow
    ? { condition: 'watch', code: 'database-slow', facts: { milliseconds } }
    : { condition: 'good', code: 'database-answers', facts: { milliseconds } };
}
