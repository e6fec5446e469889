import type { Readable } from 'node:stream';
import type { KnownCaller } from '#api/caller.ts';
import type { EncodingName } from '#api/encodings.ts';
import type { LoadMode } from '#api/loads.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';
import type { AheadRequest } from '../worker/read-ahead.ts';
import { fillableUnit } from './fillable-unit.ts';
import { landedFile, type LoadFolders } from './load-folders.ts';

/** What is smaller is there before much of it could be read. */
const worthItFrom = 8 * 1024 * 1024;

/** Of a load that is sent what says how its file will be read. */
interface Arriving {
  readonly content: Readable | { readonly file: string };
  readonly bytes?: number;
  readonly sheet?: string;
  readonly longForm?: boolean;
  readonly encoding?: EncodingName;
  readonly sender: KnownCaller;
}

/** How a file that arrives can be begun with; undefined: it is read when it is there. */
export function aheadOf(
  load: Arriving,
  as: { readonly contract: Contract; readonly mode: LoadMode; readonly correction?: unknown },
  of: { readonly folders: LoadFolders; readonly packs: string; readonly clock: Clock },
): AheadRequest | undefined {
  const { contract, mode } = as;
  const { bytes = 0, sheet, encoding, longForm } = load;
  const asItStands = (sheet ?? encoding ?? longForm ?? as.correction ?? fillableUnit(load, contract)) === undefined;
  if (!asItStands || 'file' in load.content || bytes < worthItFrom || mode === 'append') return undefined;
  return {
    step: 'ahead',
    file: landedFile(of.folders),
    bytes,
    contract,
    packs: of.packs,
    receivedOn: vietnamDay(of.clock()),
    folder: of.folders.ahead,
  };
}
