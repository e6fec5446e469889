import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodingName } from '#api/encodings.ts';
import type { ContractProposal } from '#api/proposals.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';
import type { Upload } from '../http/read-upload.ts';
import { failLoad } from '../loads/errors.ts';
import { landFile } from '../loads/land-file.ts';
import { limitLooks } from '../loads/limit-looks.ts';
import { landedFile } from '../loads/load-folders.ts';
import { WorkerGone } from '../loads/worker-process.ts';
import type { Workers } from '../loads/workers.ts';
import { failReading } from '../reading/errors.ts';
import { failProposal } from './errors.ts';

export interface ProposalDeps {
  readonly workers: Workers;
  readonly dataFolder: string;
  readonly packs: string;
  readonly workerMemory: string;
  readonly mostBytes: number;
  readonly clock: Clock;
  readonly newId: () => string;
}

export interface SentFile extends Upload {
  readonly sheet?: string;
  /** A contract for each table with rows. */
  readonly all?: boolean;
  readonly longForm?: boolean;
  readonly encoding?: EncodingName;
  readonly owner: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Makes a contract out of a file that was sent, or one out of each of its tables. Nothing of the file is kept, whatever happens. */
export type ProposeSent = (sent: SentFile) => Promise<readonly ContractProposal[]>;

/** Somebody waits at a page for it; whoever has a larger file can ask for a proposal at the command line. */
const longest = 5 * 60_000;
const atOnce = 2;

export function createProposals(deps: ProposalDeps): ProposeSent {
  const limited = limitLooks(atOnce);
  return async (sent) => {
    const staging = join(deps.dataFolder, 'staging', `proposal-${deps.newId()}`);
    const landed = join(staging, 'landed');
    try {
      await mkdir(staging, { recursive: true });
      const folders = { landed, staging, ahead: staging, outcome: staging };
      await landFile(sent.content, folders, { mostBytes: deps.mostBytes, cut: sent.cut });
      return await limited(() => askWorker(deps, sent, { staging, file: landedFile(folders) }));
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  };
}

async function askWorker(
  deps: ProposalDeps,
  { fileName, sheet, longForm, encoding, all, owner, signal }: SentFile,
  { staging, file }: { readonly staging: string; readonly file: string },
): Promise<readonly ContractProposal[]> {
  // It may have waited for its turn.
  if (signal.aborted) throw unwanted(signal.reason);
  const late = AbortSignal.timeout(longest);
  const worker = deps.workers.start({ signal: AbortSignal.any([signal, late]), onProgress: () => undefined });
  try {
    const { proposals } = await worker.propose({
      step: 'propose',
      file,
      fileName,
      ...(sheet === undefined ? {} : { sheet }),
      ...(longForm === undefined ? {} : { longForm }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(all === undefined ? {} : { all }),
      owner,
      packs: deps.packs,
      receivedOn: vietnamDay(deps.clock()),
      staging,
      memoryLimit: deps.workerMemory,
    });
    return proposals;
  } catch (error) {
    if (signal.aborted) throw unwanted(error);
    if (late.aborted)
      throw failProposal('proposal-too-long', `It took more than ${longest / 1000} s.`, { cause: error });
    if (error instanceof WorkerGone)
      throw failReading('too-large', 'The file needs more memory than a proposal may take.');
    throw error;
  } finally {
    worker.stop();
  }
}

function unwanted(cause: unknown): Error {
  return failLoad('upload-cut', 'Nobody waits for the proposal any more.', { cause });
}
