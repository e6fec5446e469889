import { z } from 'zod';
import { loadStates } from './loads.ts';

const Place = z.object({ code: z.string(), name: z.string() });

/**
 * What a receipt's code tells whoever holds it: names are in the language of the request, nobody's person among them.
 * `dataset` and `sentFrom` are null where the reader may not see the dataset's page.
 */
export const ReceiptView = z.object({
  /** As printed, e.g. `K7QM-3XRT-9V2D`. */
  code: z.string(),
  dataset: z.object({ id: z.string(), title: z.string(), synthetic: z.boolean() }).nullable(),
  /** The agency that owns the dataset. */
  receivedBy: Place,
  /** The agency or the administrative unit that the sender works for. */
  sentFrom: Place.nullable(),
  receivedAt: z.string(),
  file: z.object({ bytes: z.number().int(), sha256: z.string() }),
  /** When state and counts were as said. */
  asOf: z.string(),
  state: z.enum(loadStates),
  endedAt: z.string().nullable(),
  counts: z
    .object({
      received: z.number().int(),
      accepted: z.number().int(),
      rejected: z.number().int(),
      duplicate: z.number().int(),
    })
    .nullable(),
});
export type ReceiptView = Readonly<z.infer<typeof ReceiptView>>;
