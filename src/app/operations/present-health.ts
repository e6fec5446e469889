import { healthParts, type HealthView } from '#api/health.ts';
import { vietnamTime } from '#platform/clock/clock.ts';
import type { HealthReport } from '#platform/health/health.ts';
import { healthWords } from './health-words.ts';

export function presentHealth({ condition, parts }: HealthReport): HealthView {
  return {
    condition,
    parts: parts.map(({ part, code, facts, since, lookedAt, ...found }) => {
      const { what, mend } = healthWords(code, facts);
      const name = healthParts.find((known) => known === part);
      if (name === undefined) throw new Error(`The part ${part} has no name for people`);
      const times = { since: vietnamTime(since), lookedAt: vietnamTime(lookedAt) };
      return { part: name, condition: found.condition, code, ...times, what, mend: mend ?? null, facts: { ...facts } };
    }),
  };
}
