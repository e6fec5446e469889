import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { restoreSnapshot } from '#modules/warehouse/offline.ts';
import { withDuckdb } from './with-duckdb.ts';
import type { RestoreAnswer, RestoreRequest } from './worker-protocol.ts';

/** Makes an earlier state into the parts of a new snapshot, which nobody sees yet. */
export async function restoreFile(request: RestoreRequest): Promise<RestoreAnswer> {
  await mkdir(join(request.staging, 'spill'), { recursive: true });
  const { snapshotsFolder } = request;
  const files = [...request.earlier.files, ...request.current.files];
  const folders = files.map(({ path }) => dirname(join(snapshotsFolder, path)));
  const prepared = await withDuckdb({ ...request, folders }, (connection) =>
    restoreSnapshot({
      connection,
      snapshotsFolder,
      earlier: request.earlier,
      current: request.current,
      schema: request.schema,
      outputFolder: request.output,
    }),
  );
  return { step: 'restore', prepared };
}
