import type { HealthView } from '#api/health.ts';
import { vietnamTime } from '#platform/clock/clock.ts';
import type { HealthReport } from '#platform/health/health.ts';
import { healthWords } from './health-words.ts';

export function presentHealth({ condition, parts }: HealthReport): HealthView {
  return {
    condition,
    parts: parts.map(({ part, condition: own, code, facts, since, lookedAt }) => {
      const { what, mend = null } = healthWords(code, facts);
      const times = { since: vietnamTime(since), lookedAt: vietnamTime(lookedAt) };
      return { part, condition: own, code, ...times, what, mend, facts: { ...facts } };
    }),
  };
}
