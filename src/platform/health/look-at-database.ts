import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Finding } from './health.ts';

const slow = 1000;

export async function lookAtDatabase(database: Database): Promise<Finding> {
  const before = performance.now();
  try {
    await sql`select 1`.execute(database);
  } catch {
    return { condition: 'bad', code: 'database-gone', facts: {} };
  }
  const milliseconds = Math.round(performance.now() - before);
  return milliseconds > slow
    ? { condition: 'watch', code: 'database-slow', facts: { milliseconds } }
    : { condition: 'good', code: 'database-answers', facts: { milliseconds } };
}
