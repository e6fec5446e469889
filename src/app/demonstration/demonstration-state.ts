import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileDurably } from '#platform/files/index.ts';

const Progress = z.strictObject({
  finished: z.boolean(),
  /** Ids of the loads that were sent, by the key of their delivery. */
  sent: z.record(z.string(), z.string()),
});

/** How far the demonstration has come. */
export type DemonstrationProgress = Readonly<z.infer<typeof Progress>>;

/** Keeps the progress outside the process. */
export interface DemonstrationState {
  /** Undefined before the first write. */
  read(): Promise<DemonstrationProgress | undefined>;
  write(progress: DemonstrationProgress): Promise<void>;
}

/** The state in a small file; what was written is there again after a crash at any moment. */
export function demonstrationStateIn(file: string): DemonstrationState {
  return {
    read: async () => {
      const text = await readIfThere(file);
      return text === undefined ? undefined : Progress.parse(JSON.parse(text));
    },
    write: (progress) => writeFileDurably(file, `${JSON.stringify(progress)}\n`),
  };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
