import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Progress } from '#api/loads.ts';
import { prepareSnapshot } from '#modules/warehouse/offline.ts';
import { sumCorrection } from '../corrections/sum-correction.ts';
import { countEach } from './count-each.ts';
import { isOutOfMemory } from './out-of-memory.ts';
import { withDuckdb } from './with-duckdb.ts';
import type { PrepareAnswer, PrepareRequest } from './worker-protocol.ts';

/** Merges the accepted rows with what stands into the parts of a new snapshot, which nobody sees yet. */
export async function prepareFile(
  request: PrepareRequest,
  onProgress: (progress: Progress) => void,
): Promise<PrepareAnswer> {
  await mkdir(dirname(request.output), { recursive: true });
  const current = request.current?.files ?? [];
  const { family = [], taken = [] } = request.sums ?? {};
  const outcomes = [...family.map(({ outcome }) => outcome), ...taken.map((file) => dirname(file))];
  const folders = [
    ...request.accepted.map((file) => dirname(file)),
    dirname(request.output),
    ...outcomes,
    ...current.map((file) => dirname(file)),
  ];
  const prepare = (threads?: number): Promise<PrepareAnswer> =>
    withDuckdb({ ...request, folders, threads }, async (connection) => {
      const sums = request.sums === undefined ? null : await sumCorrection(connection, request.sums);
      if (request.acceptedRows === 0 && sums !== null) return { step: 'prepare', prepared: null, sums, each: null };
      const each = request.gathered === true ? await countEach(connection, request) : null;
      if (request.gathered === true && each === null) return { step: 'prepare', prepared: null, sums, each };
      const prepared = await prepareSnapshot({
        connection,
        accepted: request.accepted,
        current: request.current,
        compared: request.compared,
        schema: request.schema,
        mode: request.mode,
        ...(request.unit === undefined ? {} : { partitions: request.unit }),
        outputFolder: request.output,
        onProgress: (done, total) => onProgress({ stage: 'publishing', done, total }),
      });
      return { step: 'prepare', prepared, sums, each };
    });
  try {
    return await prepare();
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    // A thread holds a group of rows of every column, so that one alone gets by with less.
    return await prepare(1);
  }
}
