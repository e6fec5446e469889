import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readCorrection } from '../corrections/read-correction.ts';
import { withOutcomes } from './with-outcomes.ts';
import { dictionaryOf } from './dictionary-of.ts';
import { checkRows } from './check-rows.ts';
import type { PreviewAnswer, PreviewRequest } from './correction-protocol.ts';
import { listPartitions } from './partitions.ts';

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
    const mends = { correction: { taken: correction.taken, numberStyles: source.numberStyles } };
    const { accepted } = await checkRows(connection, tables, { request, codeLists, mends });
    return { step: 'preview', partitions: await listPartitions(connection, accepted, request.schema.partitionBy) };
  });
}
