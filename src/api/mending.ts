import { z } from 'zod';
import { Finding } from './quality.ts';

/** A row that a load left out, as it was sent. */
export const RejectedRow = z.object({
  table: z.string().nullable(),
  row: z.number().int(),
  kind: z.enum(['rejected', 'duplicate']),
  /** Ids of rules. */
  reasons: z.array(z.string()),
  /** By heading. */
  values: z.record(z.string(), z.string().nullable()),
  findings: z.array(Finding),
  /** Whether a correction has taken in something for it. */
  corrected: z.boolean(),
});
export type RejectedRow = Readonly<z.infer<typeof RejectedRow>>;

/** A mend that is certain for every open row with this value. */
export const SuggestedMend = z.object({
  rule: z.string(),
  field: z.string(),
  value: z.string(),
  suggestion: z.string(),
  rows: z.number().int(),
});
export type SuggestedMend = Readonly<z.infer<typeof SuggestedMend>>;
