import { z } from 'zod';
import { loadModes, type LoadMode } from './contract-words.ts';
import { encodingNames, type EncodingName } from './encodings.ts';
import { Localized } from './localized.ts';
import { CheckResult } from './quality.ts';

export { loadModes, type LoadMode };

export const loadStates = [
  'received',
  'reading',
  'checking',
  'publishing',
  'published',
  'held',
  'cancelled',
  'failed',
] as const;
export type LoadState = (typeof loadStates)[number];

/** States that a load does not leave by itself. */
export const restingStates: readonly LoadState[] = ['published', 'held', 'cancelled', 'failed'];

/** `accepted-share`: too few of the received rows; `row-count`: too few for those that they would replace. */
export const holdReasons = ['accepted-share', 'row-count'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** How a file is read from now on; undefined: as before. */
export interface ReadingChoice {
  /** null: as its text looks. */
  readonly encoding?: EncodingName | null | undefined;
  /** Whether its crosstabs are told as long tables; null: as the contract asks. */
  readonly longForm?: boolean | null | undefined;
}

export const LoadFailure = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  /** For people; `title` and `detail` are for developers. */
  message: Localized.optional(),
});
export type LoadFailure = Readonly<z.infer<typeof LoadFailure>>;

/** `done` of `total` in units of the stage: bytes while reading, rows afterwards; `total` is null while unknown. */
export const Progress = z.object({
  stage: z.enum(['receiving', 'reading', 'checking', 'publishing']),
  done: z.number(),
  total: z.number().nullable(),
});
export type Progress = Readonly<z.infer<typeof Progress>>;

/** Of a checked load; corrected is at most rejected + duplicate, and open = rejected - the rejected ones among corrected. */
export const Mending = z.object({
  rejected: z.number().int(),
  duplicate: z.number().int(),
  /** Rows among them that corrections have taken in. */
  corrected: z.number().int(),
  /** Rejected rows that nothing was taken in for. */
  open: z.number().int(),
});
export type Mending = Readonly<z.infer<typeof Mending>>;

export const LoadView = z
  .object({
    id: z.string(),
    dataset: z.string(),
    state: z.enum(loadStates),
    unchanged: z.boolean(),
    progress: Progress.nullable(),
    result: CheckResult.nullable(),
    snapshot: z.string().nullable(),
    error: LoadFailure.nullable(),
    mode: z.enum(loadModes),
    /** As somebody asked for its text to be read; null: as the text looks. */
    encoding: z.enum(encodingNames).nullable(),
    /** Whether somebody asked for its crosstabs to be told as long tables, or against it; null: as the contract asks. */
    longForm: z.boolean().nullable(),
    file: z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() }),
    /** The load whose rows this one mends; null: it is a delivery of its own. */
    corrects: z.string().nullable(),
    /** What became of the rows that it left out; null until they are known. */
    mending: Mending.nullable(),
    /** Rows against the snapshot before; null until published. */
    difference: z
      .object({ rows: z.number().int(), added: z.number().int(), changed: z.number().int(), removed: z.number().int() })
      .nullable(),
    /** Code of its receipt, e.g. `K7QM-3XRT-9V2D`: who holds it can ask for the receipt. */
    receipt: z.string(),
    sentBy: z.string(),
    /** Why it waits, or waited, for a person: fewer of its rows accepted, or fewer rows than stood before, than the share. */
    hold: z.object({ reasons: z.array(z.enum(holdReasons)), below: z.number(), standing: z.number().int() }).nullable(),
    /** Of whoever decided on it. */
    note: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    /** Since when they are no longer kept, as the contract declares; null: they are. */
    removed: z.object({ file: z.string().nullable(), rejects: z.string().nullable() }),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'Load' });
export type LoadView = Readonly<z.infer<typeof LoadView>>;
