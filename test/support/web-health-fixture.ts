import type { Condition, HealthCode, HealthView } from '#api/health.ts';
import { healthWords } from '#app/operations/health-words.ts';
import type { Facts } from '#platform/health/health.ts';

type Part = HealthView['parts'][number];

function part(name: Part['part'], condition: Condition, code: HealthCode, facts: Facts): Part {
  const { what, mend = null } = healthWords(code, facts);
  const since = '2026-11-20T09:15:00.000+07:00';
  const lookedAt = '2026-11-20T10:05:00.000+07:00';
  return { part: name, condition, code, since, lookedAt, what, mend, facts: { ...facts } };
}

/** A platform whose disk fills, and one of whose files somebody has changed. */
export const health: HealthView = {
  condition: 'bad',
  parts: [
    part('database', 'good', 'database-answers', { milliseconds: 1 }),
    part('disk', 'watch', 'disk-filling', { folder: '/srv/daklake', free: 4.2 * 2 ** 30, size: 200 * 2 ** 30 }),
    part('memory', 'good', 'memory-roomy', { available: 5 * 2 ** 30, size: 8 * 2 ** 30, used: 0.4 * 2 ** 30 }),
    part('queue', 'good', 'queue-moving', { waiting: 2, working: 1, minutes: 3 }),
    part('loads', 'good', 'loads-sound', {}),
    part('files', 'bad', 'files-damaged', {
      files: 1,
      file: 'ho-so-tthc/20261120T021500123Z-4f1c/part-0003.parquet',
      dataset: 'ho-so-tthc',
    }),
    part('clock', 'good', 'clock-steady', {}),
  ],
};
