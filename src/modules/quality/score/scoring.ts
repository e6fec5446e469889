import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { criteria } from '#api/quality.ts';

const weights = z.strictObject(
  Object.fromEntries(criteria.map((name) => [name, z.number().min(0)])) as Record<
    (typeof criteria)[number],
    z.ZodNumber
  >,
);

const Scoring = z.strictObject({
  /** From this day on (`YYYY-MM-DD`), until the next entry's. */
  validFrom: z.iso.date(),
  basis: z.string(),
  weights,
  /** Lowest scores of the two better bands. */
  bands: z.strictObject({ xanh: z.number(), vang: z.number() }),
});

/** How a score is added up, and what it is called. */
export type Scoring = Readonly<z.infer<typeof Scoring>>;

/** The scoring in force on a day, from a pack's dated entries. Before the first entry: the first. */
export function readScoring(file: string, day: string): Scoring {
  const entries = z
    .array(Scoring)
    .min(1)
    .parse(parse(readFileSync(file, 'utf8')))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const inForce = entries.findLast(({ validFrom }) => validFrom <= day) ?? entries[0];
  if (inForce === undefined) throw new Error(`${file} has no entry`);
  return inForce;
}
