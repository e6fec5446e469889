import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FormLook } from '#api/mappings.ts';
import type { StoredContract } from '#modules/catalog/index.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';
import { limitLooks } from '../loads/limit-looks.ts';
import { landedFile, loadFolders } from '../loads/load-folders.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { WorkerGone } from '../loads/worker-process.ts';
import type { Workers } from '../loads/workers.ts';
import { failReading } from '../reading/errors.ts';
import type { KnownMapping } from '../worker/mapping/choose-mapping.ts';
import { failMapping } from './errors.ts';

export interface FormLooksDeps {
  readonly workers: Workers;
  readonly dataFolder: string;
  readonly packs: string;
  readonly workerMemory: string;
  readonly clock: Clock;
  readonly newId: () => string;
}

export interface LookAtLoad {
  readonly load: LoadRow;
  readonly contract: StoredContract;
  readonly mappings: readonly KnownMapping[];
  readonly table: number | undefined;
  readonly masked: boolean;
}

/** How the form of a landed file looks. */
export type FormLooks = (asked: LookAtLoad) => Promise<FormLook>;

/** Somebody waits at a page for it. */
const longest = 2 * 60_000;
const atOnce = 2;
/** A page is asked for again after every change of it; a landed file never changes. */
const mostKept = 16;

export function createFormLooks(deps: FormLooksDeps): FormLooks {
  const limited = limitLooks(atOnce);
  const kept = new Map<string, FormLook>();
  return async (asked) => {
    const { load, contract, mappings, table, masked } = asked;
    const forms = mappings.map(({ fingerprint, version }) => `${fingerprint}.${version}`);
    const { version, revision } = contract;
    const reading = [load.id, load.mapping_given, load.encoding, load.long_form];
    const key = JSON.stringify([...reading, version, revision, table, masked, forms]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const look = await limited(() => askWorker(deps, asked));
    kept.set(key, look);
    const oldest = kept.keys().next();
    if (kept.size > mostKept && oldest.done !== true) kept.delete(oldest.value);
    return look;
  };
}

async function askWorker(deps: FormLooksDeps, { load, contract, ...asked }: LookAtLoad): Promise<FormLook> {
  const staging = join(deps.dataFolder, 'staging', `look-${deps.newId()}`);
  const late = AbortSignal.timeout(longest);
  const worker = deps.workers.start({ signal: late, onProgress: () => undefined });
  try {
    const { look } = await worker.look({
      step: 'look',
      file: landedFile(loadFolders(deps.dataFolder, load.id)),
      fileName: load.file_name,
      ...(load.sheet === null ? {} : { sheet: load.sheet }),
      ...(load.encoding === null ? {} : { encoding: load.encoding }),
      ...(load.long_form === null ? {} : { longForm: load.long_form }),
      contract,
      mappings: asked.mappings,
      ...(asked.table === undefined ? {} : { table: asked.table }),
      masked: asked.masked,
      packs: deps.packs,
      receivedOn: vietnamDay(deps.clock()),
      staging,
      memoryLimit: deps.workerMemory,
    });
    return look;
  } catch (error) {
    if (late.aborted) throw failMapping('form-too-long', `It took more than ${longest / 1000} s.`, { cause: error });
    if (error instanceof WorkerGone) throw failReading('too-large', 'The file needs more memory than a look may take.');
    throw error;
  } finally {
    worker.stop();
    await rm(staging, { recursive: true, force: true });
  }
}
