import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { restoreSnapshot } from '#modules/warehouse/offline.ts';
import { countCorrected } from '../corrections/sum-correction.ts';
import { withDuckdb } from './with-duckdb.ts';
import type { RestoreAnswer, RestoreRequest } from './worker-protocol.ts';

/** Makes an earlier state into the parts of a new snapshot, which nobody sees yet. */
export async function restoreFile(request: RestoreRequest): Promise<RestoreAnswer> {
  await mkdir(join(request.staging, 'spill'), { recursive: true });
  const { snapshotsFolder } = request;
  const files = [...request.earlier.files, ...request.current.files];
  const outcomes = request.families.flatMap(({ family, taken }) => [
    ...family.map(({ outcome }) => outcome),
    ...taken.map((file) => dirname(file)),
  ]);
  const folders = [...files.map(({ path }) => dirname(join(snapshotsFolder, path))), ...outcomes];
  return withDuckdb({ ...request, folders }, async (connection) => {
    const corrected: RestoreAnswer['corrected'][number][] = [];
    for (const family of request.families) corrected.push(...(await countCorrected(connection, family)));
    const prepared = await restoreSnapshot({
      connection,
      snapshotsFolder,
      earlier: request.earlier,
      current: request.current,
      schema: request.schema,
    });
    return { step: 'restore', prepared, corrected };
  });
}
