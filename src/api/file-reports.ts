import { z } from 'zod';
import { Localized } from './localized.ts';

/** What became of one file of several that were sent together. received = accepted + rejected + duplicate. */
export const FileReport = z
  .object({
    /** Its path in the archive, or its name. */
    file: z.string(),
    /** Null: it could not be read. */
    format: z.string().nullable(),
    tables: z.number().int(),
    received: z.number().int(),
    accepted: z.number().int(),
    rejected: z.number().int(),
    duplicate: z.number().int(),
    /** Why nothing of it was taken in; null: its rows were checked. */
    problem: z.object({ code: z.string(), message: Localized }).nullable(),
  })
  .meta({ id: 'FileReport' });
export type FileReport = Readonly<z.infer<typeof FileReport>>;

export const fileReportStates = ['refused', 'faulty', 'clean'] as const;
/** `refused`: nothing of it was taken in; `faulty`: some of its rows were left out; `clean`: all were taken in. */
export type FileReportState = (typeof fileReportStates)[number];

export function stateOfFile({ problem, accepted, received }: FileReport): FileReportState {
  if (problem !== null) return 'refused';
  return accepted < received ? 'faulty' : 'clean';
}

export interface FileReportsPage {
  readonly offset?: number;
  readonly limit?: number;
  readonly state?: FileReportState;
}

export interface FileReportsList {
  readonly items: readonly FileReport[];
  readonly total: number;
}

/** Files by what became of them. */
export const FileCounts = z.object({
  refused: z.number().int(),
  faulty: z.number().int(),
  clean: z.number().int(),
});
export type FileCounts = Readonly<z.infer<typeof FileCounts>>;
