import { stat } from 'node:fs/promises';
import type { Snapshot } from '#modules/warehouse/index.ts';
import type { Budget } from '#platform/limits/budget.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { LoadRow } from '../loads/load-row.ts';

/** What loads may take all together, in shares that follow from what each of their steps has to work on. */
export interface WorkShares {
  /**
   * Runs one step of a child process with the memory that its bytes (unpacked) let expect, once that and a process are free.
   * Where it was not enough, the step runs again with all there is.
   */
  run<T>(bytes: number, signal: AbortSignal, step: (memoryLimit: string) => Promise<T>): Promise<T>;
}

export type WorkBudget = Budget<'processes' | 'megabytes'>;

/** What a step takes that has nearly nothing to do, and beyond it for a megabyte of text. */
const leastMegabytes = 128;
const megabytesPerMegabyte = 8;

/** `mostMegabytes`: of the query engine for one step. */
export function createWorkShares(budget: WorkBudget, mostMegabytes: number): WorkShares {
  const runWith = <T>(megabytes: number, signal: AbortSignal, step: (memoryLimit: string) => Promise<T>) =>
    budget.run({ processes: 1, megabytes }, signal, () => step(`${megabytes}MB`));
  return {
    async run(bytes, signal, step) {
      const expected = Math.ceil(leastMegabytes + (bytes / 1_000_000) * megabytesPerMegabyte);
      const megabytes = Math.min(mostMegabytes, expected);
      try {
        return await runWith(megabytes, signal, step);
      } catch (error) {
        if (megabytes === mostMegabytes || signal.aborted || !wasShort(error)) throw error;
        return await runWith(mostMegabytes, signal, step);
      }
    },
  };
}

function wasShort(error: unknown): boolean {
  if (error instanceof DomainError) return error.code === 'too-large';
  return error instanceof Error && error.message.includes('Out of Memory');
}

/** The text that the largest of landed files may hold: workbooks and archives many times what they weigh. */
export function readingBytes(loads: readonly Pick<LoadRow, 'file_name' | 'file_bytes'>[]): number {
  return Math.max(
    ...loads.map(({ file_name: name, file_bytes: bytes }) =>
      /\.(xlsx|xlsb|xls|ods|zip|gz|zst|kmz|parquet)$/i.test(name) ? bytes * 10 : bytes,
    ),
  );
}

/** The same of Parquet files that are merged into a snapshot. */
export async function publishingBytes(
  accepted: readonly string[],
  current: Pick<Snapshot, 'files'> | undefined,
): Promise<number> {
  let bytes = (current?.files ?? []).reduce((sum, file) => sum + file.bytes, 0);
  for (const file of accepted) bytes += (await stat(file)).size;
  return bytes * 2;
}
