import { z } from 'zod';
import { Localized } from './localized.ts';

export const healthParts = ['database', 'disk', 'memory', 'queue', 'loads', 'files', 'clock'] as const;
export type HealthPart = (typeof healthParts)[number];

/** `watch`: it works, and somebody should look at it before it does not; `bad`: something does not work. */
export const conditions = ['good', 'watch', 'bad'] as const;
export type Condition = (typeof conditions)[number];

/** What a look at a part can find. */
export const healthCodes = [
  'disk-roomy',
  'disk-filling',
  'disk-full',
  'disk-out-of-files',
  'disk-read-only',
  'memory-roomy',
  'memory-short',
  'memory-out',
  'database-answers',
  'database-slow',
  'database-gone',
  'queue-moving',
  'queue-waiting',
  'loads-sound',
  'loads-failing',
  'files-whole',
  'files-damaged',
  'clock-steady',
  'clock-jumped',
  'clock-behind',
  'clock-apart',
  /** The look itself failed. */
  'unseen',
] as const;
export type HealthCode = (typeof healthCodes)[number];

const ConditionName = z
  .enum(conditions)
  .describe('watch: it works, and somebody should look at it; bad: something does not work');

/** What is wrong with the platform, since when, and what to do. */
export const HealthView = z
  .object({
    condition: ConditionName.describe('That of the worst part'),
    parts: z.array(
      z.object({
        part: z.enum(healthParts),
        condition: ConditionName,
        code: z.enum(healthCodes).describe('What was found'),
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
