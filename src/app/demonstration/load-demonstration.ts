import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadView } from '#api/loads.ts';
import type { DemonstrationState } from './demonstration-state.ts';
import type { DemonstrationLoad } from './list-demonstration-loads.ts';
import { readPacks } from './read-packs.ts';

export interface DemonstrationDeps {
  /** Registers a contract; the same one again changes nothing. */
  readonly putContract: (document: string) => Promise<unknown>;
  /** Sends a file as its sender would; gives the load's id once the file is durable. */
  readonly sendLoad: (load: DemonstrationLoad) => Promise<string>;
  /** Comes back when the load rests: published, held, cancelled or failed. */
  readonly waitForLoad: (id: string) => Promise<Pick<LoadView, 'state'>>;
  readonly demonstrationState: DemonstrationState;
  /** Called when a delivery has come to rest. */
  readonly onLoaded?: (load: DemonstrationLoad, state: LoadView['state']) => void;
}

export interface LoadDemonstrationOptions {
  readonly packs: string;
  /** Makes the files; called only when something is left to send. */
  readonly listLoads: () => Promise<readonly DemonstrationLoad[]>;
}

/**
 * Registers the packs' contracts and sends the demonstration's files through the ordinary loads, one after the other.
 *
 * Can be cut off anywhere and called again: it goes on with the first delivery that is not known to be sent, and does
 * nothing once all have come to rest. A delivery that was sent without being noted is sent again; the same file after
 * itself is no new snapshot.
 */
export async function loadDemonstration(deps: DemonstrationDeps, options: LoadDemonstrationOptions): Promise<void> {
  const { demonstrationState } = deps;
  let progress = (await demonstrationState.read()) ?? { finished: false, sent: {} };
  if (progress.finished) return;
  for (const document of await readContracts(options.packs)) await deps.putContract(document);
  for (const load of await options.listLoads()) {
    let id = progress.sent[load.key];
    if (id === undefined) {
      id = await deps.sendLoad(load);
      progress = { ...progress, sent: { ...progress.sent, [load.key]: id } };
      await demonstrationState.write(progress);
    }
    const { state } = await deps.waitForLoad(id);
    deps.onLoaded?.(load, state);
  }
  await demonstrationState.write({ ...progress, finished: true });
}

async function readContracts(packs: string): Promise<readonly string[]> {
  const files = (await readPacks(packs)).flatMap((pack) => pack.contracts.map((path) => join(pack.folder, path)));
  return Promise.all(files.map((file) => readFile(file, 'utf8')));
}
