import { mkdir, rm, statfs } from 'node:fs/promises';
import type { Contract } from '#modules/catalog/offline.ts';
import { expectedHeadings } from '#modules/quality/offline/rules.ts';
import { createRowSieve } from '#modules/quality/offline/sieve.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { AheadScan } from '../reading/delimited/ahead-scan.ts';
import { scanAhead } from '../reading/delimited/scan-ahead.ts';
import { dictionaryOf } from './dictionary-of.ts';
import type { CheckRequest } from './worker-protocol.ts';

/** A file arrives that will be checked so: a beginning can be made. There is no answer. */
export interface AheadRequest {
  readonly step: 'ahead';
  readonly file: string;
  /** As its sender announced. */
  readonly bytes: number;
  readonly contract: Contract;
  readonly packs: string;
  readonly receivedOn: string;
  /** A folder of its own, which it makes and removes. */
  readonly folder: string;
}

/** Nobody will ask for what was begun of that file. */
export interface AheadOver {
  readonly step: 'ahead-over';
  readonly file: string;
}

/** What was begun of one file. */
export interface Ahead {
  readonly file: string;
  readonly folder: string;
  /** Undefined: the check asks for something else. */
  readonly scanFor: (request: CheckRequest) => AheadScan | undefined;
  /** To be called when nobody needs it any more, whether or not it was of use. */
  readonly end: () => Promise<void>;
}

/** Of the file's size that is free: itself, what is made of it on the way, and what the load makes of it later. */
const roomFor = 4;

export function readAhead(request: AheadRequest, limits: ReadLimits): Ahead {
  const { contract, receivedOn, file, bytes, folder } = request;
  const { codeLists } = dictionaryOf(request);
  const begin = async () => {
    await mkdir(folder, { recursive: true });
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < roomFor * bytes)
      throw new Error('what is made on the way could take the room of the file itself');
    return scanAhead(
      { path: file, bytes },
      {
        sieve: createRowSieve(contract, { receivedOn, codeLists, keepRows: true, readAtOnce: true }),
        expectedHeadings: expectedHeadings(contract),
        limits,
        stagingFolder: folder,
      },
    );
  };
  const scan = begin();
  // Whoever asks for it is told.
  scan.catch(() => undefined);
  return {
    file,
    folder,
    scanFor: (check) => {
      if (check.file !== file || whatCounts(check) !== whatCounts(request)) return undefined;
      return {
        take: async (asked) => (await scan.catch(() => undefined))?.take(asked),
        drop: async () => (await scan.catch(() => undefined))?.drop(),
      };
    },
    end: async () => {
      await (await scan.catch(() => undefined))?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Of a contract what a sieve goes by. */
function whatCounts({ contract, packs, receivedOn }: Pick<CheckRequest, 'contract' | 'packs' | 'receivedOn'>): string {
  const { fields, rules, primaryKey } = contract;
  return JSON.stringify([fields, rules, primaryKey, packs, receivedOn]);
}
