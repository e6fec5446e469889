import { z } from 'zod';
import { Localized } from './localized.ts';

export const healthParts = ['database', 'disk', 'memory', 'queue', 'loads', 'files', 'clock'] as const;
export type HealthPart = (typeof healthParts)[number];

const Condition = z
  .enum(['good', 'watch', 'bad'])
  .describe('watch: it works, and somebody should look at it; bad: something does not work');

/** What is wrong with the platform, since when, and what to do. */
export const HealthView = z
  .object({
    condition: Condition.describe('That of the worst part'),
    parts: z.array(
      z.object({
        part: z.enum(healthParts),
        condition: Condition,
        code: z.string().describe('What was found; stable'),
        since: z.string(),
        lookedAt: z.string(),
        what: Localized,
        mend: Localized.nullable().describe('Null: nothing need be done'),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  })
  .meta({ id: 'Health' });
export type HealthView = z.infer<typeof HealthView>;
