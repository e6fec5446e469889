import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rights } from '#api/rights.ts';
import { datasetSchemaOf, type Contract } from '#modules/catalog/index.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';
import type { LandedStream } from '#platform/files/index.ts';
import type { SendLoad } from '../loads/create-loads.ts';
import { fillableUnit } from '../loads/fillable-unit.ts';
import { landedFile, loadFolders } from '../loads/load-folders.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { Workers } from '../loads/workers.ts';
import type { CorrectionFacts } from './correction-columns.ts';
import { addingMode, correctionRequest } from './correction-request.ts';
import { asksPartitions, demandStanding } from './demand-standing.ts';
import type { Family } from './find-family.ts';

/** Mended rows on their way in. */
export interface SendCorrection extends Pick<
  SendLoad,
  'fileName' | 'content' | 'sender' | 'request' | 'cut' | 'alongside'
> {
  /** The load whose rows they mend; of one that only repeated another, that one. */
  readonly corrected: LoadRow;
  /** The one that it was checked under. */
  readonly contract: Contract;
  readonly body: CorrectionFacts['body'];
  /** How its rows show to the sender. */
  readonly rights: Rights;
  /** Bytes of the body; undefined: as of any file. */
  readonly mostBytes?: number;
}

export interface PreviewDeps {
  readonly workers: Workers;
  readonly dataFolder: string;
  readonly packs: string;
  readonly workerMemory: string;
  readonly clock: Clock;
}

/** Longer than the largest file takes: its place is somebody else's then. */
const longestLook = 30 * 60_000;

/**
 * Reads a landed correction in a process of its own and throws what is wrong with it: rows that it may not mend, other
 * headings, or something newer where its rows would go.
 */
export async function previewSent(
  deps: PreviewDeps,
  sent: Pick<SendCorrection, 'corrected' | 'contract' | 'sender' | 'fileName'> & {
    readonly family: Family;
    readonly facts: CorrectionFacts;
    readonly today: Contract;
    readonly own: string;
    readonly landed: LandedStream;
  },
): Promise<void> {
  const { family, today } = sent;
  const folders = loadFolders(deps.dataFolder, sent.own);
  const worker = deps.workers.start({ signal: AbortSignal.timeout(longestLook), onProgress: () => undefined });
  const unit = fillableUnit(sent, today);
  try {
    await mkdir(folders.staging, { recursive: true });
    const { partitions } = await worker.preview({
      step: 'preview',
      file: landedFile(folders),
      fileName: sent.fileName,
      contract: today,
      packs: deps.packs,
      mode: addingMode(family.root),
      receivedOn: vietnamDay(deps.clock()),
      ...(unit === undefined ? {} : { unit }),
      current: null,
      schema: datasetSchemaOf(today),
      onTime: null,
      correction: correctionRequest(deps.dataFolder, sent),
      asksPartitions: asksPartitions(family),
      staging: folders.staging,
      outcome: join(folders.staging, 'outcome'),
      memoryLimit: deps.workerMemory,
    });
    if (asksPartitions(family)) demandStanding(family, partitions);
  } finally {
    worker.stop();
    await rm(folders.staging, { recursive: true, force: true });
  }
}
