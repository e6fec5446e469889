import { z } from 'zod';

/** What an agency keeps, and how much of what its people sent waits, against what it may. */
export const QuotaView = z
  .object({
    agency: z.string(),
    /** All of the following. */
    bytes: z.number().int(),
    /** Files as they were sent. */
    fileBytes: z.number().int(),
    /** Rejected rows and findings of what was sent. */
    rejectsBytes: z.number().int(),
    /** Snapshots of the datasets that the agency owns, whoever delivers to them. */
    snapshotBytes: z.number().int(),
    waiting: z.number().int(),
    /** Null: no limit. */
    mostBytes: z.number().int().nullable(),
    mostWaiting: z.number().int().nullable(),
    /** Of a quota of its own; null: what holds for every agency. */
    own: z.object({ changedAt: z.string(), by: z.string() }).nullable(),
  })
  .meta({ id: 'Quota' });
export type QuotaView = Readonly<z.infer<typeof QuotaView>>;

/** Null: as for every agency. */
export const QuotaChange = z.object({
  mostBytes: z.number().int().min(0).nullable(),
  mostWaiting: z.number().int().min(0).max(2_000_000_000).nullable(),
});
export type QuotaChange = Readonly<z.infer<typeof QuotaChange>>;
