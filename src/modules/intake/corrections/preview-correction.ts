import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkTables, readScoring } from '#modules/quality/offline.ts';
import { dictionaryOf, withOutcomes } from '../worker/check-file.ts';
import type { PreviewAnswer, PreviewRequest } from '../worker/correction-protocol.ts';
import { listPartitions } from '../worker/partitions.ts';
import { readCorrection } from './read-correction.ts';

/** Throws what is wrong with a correction. The partitions are those of all rows that would be accepted as they are now. */
export async function previewCorrection(request: PreviewRequest): Promise<PreviewAnswer> {
  await mkdir(join(request.staging, 'spill'), { recursive: true });
  const { codeLists } = dictionaryOf(request);
  const { correction } = request;
  return withOutcomes(request, async (connection) => {
    const landed = { ...request, onProgress: () => undefined };
    const { tables, source } = await readCorrection(connection, landed, correction, codeLists);
    if (!request.asksPartitions) return { step: 'preview', partitions: null };
    await mkdir(request.outcome, { recursive: true });
    const { accepted } = await checkTables({
      tables,
      contract: request.contract,
      receivedOn: request.receivedOn,
      codeLists,
      scoring: readScoring(join(request.packs, 'quality', 'scoring.yaml'), request.receivedOn),
      connection,
      folder: request.outcome,
      mode: request.mode,
      existing: { files: [] },
      correction: { taken: correction.taken, numberStyles: source.numberStyles },
      ...(request.unit === undefined ? {} : { unit: request.unit }),
    });
    if (accepted === null) throw new Error(`The check left no accepted rows in ${dirname(request.outcome)}`);
    return { step: 'preview', partitions: await listPartitions(connection, accepted, request.schema.partitionBy) };
  });
}
