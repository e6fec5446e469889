import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Progress } from '#api/loads.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { checkTables, expectedHeadings, readScoring } from '#modules/quality/offline.ts';
import { readTables } from '../reading/index.ts';
import { countStanding, listPartitions } from './partitions.ts';
import { withDuckdb } from './with-duckdb.ts';
import type { CheckAnswer, CheckRequest } from './worker-protocol.ts';

/** Reads a landed file, checks it under its contract, and leaves the outcome's files in `request.outcome`. */
export async function checkFile(request: CheckRequest, onProgress: (progress: Progress) => void): Promise<CheckAnswer> {
  const { contract } = request;
  const read = await readTables(request.file, {
    stagingFolder: request.staging,
    fileName: request.fileName,
    ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
    expectedHeadings: expectedHeadings(contract),
    onProgress: (done, total) => onProgress({ stage: 'reading', done, total }),
  });
  await mkdir(join(request.staging, 'spill'), { recursive: true });
  const directory = createDirectory({ packs: request.packs });
  const { codeLists } = createDictionary({ packs: request.packs, directory });
  const current = request.current?.files ?? [];
  const folders = [dirname(request.file), ...current.map((file) => dirname(file))];
  return withDuckdb({ ...request, folders }, async (connection) => {
    const { result, accepted } = await checkTables({
      tables: read.tables,
      contract,
      receivedOn: request.receivedOn,
      codeLists,
      scoring: readScoring(join(request.packs, 'quality', 'scoring.yaml'), request.receivedOn),
      connection,
      folder: request.outcome,
      mode: request.mode,
      existing: { files: current },
      ...(request.onTime === null ? {} : { freshness: { passed: request.onTime ? 1 : 0, applicable: 1 } }),
      ...(request.unit === undefined ? {} : { unit: request.unit }),
      onProgress: ({ done, total }) => onProgress({ stage: 'checking', done, total }),
    });
    if (accepted === null) throw new Error('The check left no accepted rows');
    const { partitionBy } = request.schema;
    return {
      step: 'check',
      result: { ...result, warnings: [...read.warnings, ...result.warnings] },
      partitions: await listPartitions(connection, accepted, partitionBy),
      standing: await countStanding(connection, { accepted, current, partitionBy }),
    };
  });
}
