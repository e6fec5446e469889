import { createReadStream, existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KnownCaller } from '#api/caller.ts';
import { restingStates } from '#api/loads.ts';
import { writeDemonstrationCredentials, type Access } from '#modules/access/index.ts';
import { parseContract, type Catalog } from '#modules/catalog/index.ts';
import type { Dictionary } from '#modules/dictionary/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Loads } from '#modules/intake/index.ts';
import { writeFileDurably, type DataFolder } from '#platform/files/index.ts';
import type { Log } from '#platform/log/log.ts';
import type { Config } from './config.ts';
import { listDemonstrationLoads, type DemonstrationLoad } from './demonstration/list-demonstration-loads.ts';
import { demonstrationStateIn } from './demonstration/demonstration-state.ts';
import { loadDemonstration } from './demonstration/load-demonstration.ts';

export interface StartDemonstrationDeps {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly packs: string;
  readonly access: Access;
  readonly catalog: Catalog;
  readonly directory: Directory;
  readonly dictionary: Dictionary;
  readonly loads: Loads;
  readonly log: Log;
}

export interface FirstStart {
  /** Where the demonstration's credentials are, or the link for the first administrator. */
  readonly credentials?: string;
  readonly administratorLink?: string;
}

interface Decision {
  readonly wanted: boolean;
}

/**
 * Whether this installation demonstrates is decided at its first start and kept in `demonstration.json`. Where it does, the
 * province is loaded while the server already answers, and what was cut off is taken up again.
 */
export async function startDemonstration(deps: StartDemonstrationDeps): Promise<{
  readonly firstStart: FirstStart | undefined;
  readonly loaded: Promise<void>;
  /** Resolves when nothing of it runs any more. */
  readonly stop: () => Promise<void>;
}> {
  const file = join(deps.folder.path, 'demonstration.json');
  const kept = await readDecision(file);
  const decision = kept ?? { wanted: deps.config.demonstration ?? isLoopback(deps.config.host) };
  if (kept === undefined) await writeFileDurably(file, `${JSON.stringify(decision)}\n`);
  if (!decision.wanted) {
    const firstStart =
      kept === undefined ? { administratorLink: (await deps.access.createAdministratorLink()).url } : undefined;
    return { firstStart, loaded: Promise.resolve(), stop: async () => undefined };
  }
  const credentials = join(deps.folder.path, 'credentials.json');
  await writeDemonstrationCredentials({ access: deps.access, file: credentials });
  const stopping = new AbortController();
  const loaded = load(deps, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) deps.log.error({ error }, 'demonstration failed');
  });
  const stop = async () => {
    stopping.abort(new Error('The server is ending'));
    await loaded;
  };
  return { firstStart: { credentials }, loaded, stop };
}

async function load(deps: StartDemonstrationDeps, signal: AbortSignal): Promise<void> {
  const folder = join(deps.folder.staging, 'demonstration');
  try {
    await loadDemonstration(
      {
        putContract: (text) => putContract(deps, text),
        sendLoad: async (delivery) => {
          signal.throwIfAborted();
          return (await deps.loads.send(await deliveryOf(deps.access, delivery))).id;
        },
        waitForLoad: (id) => waitForLoad(deps.loads, id, signal),
        demonstrationState: demonstrationStateIn(join(deps.folder.path, 'demonstration-progress.json')),
        onLoaded: ({ dataset, key }, state) => deps.log.info({ dataset, file: key, state }, 'demonstration loaded'),
      },
      {
        packs: deps.packs,
        listLoads: () => listDemonstrationLoads({ ...deps, folder }),
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function putContract(
  { catalog, dictionary }: Pick<StartDemonstrationDeps, 'catalog' | 'dictionary'>,
  text: string,
): Promise<void> {
  const parsed = parseContract(text, { dictionary });
  if (!parsed.ok) throw new Error(`A contract of the packs is not valid: ${JSON.stringify(parsed.problems)}`);
  await catalog.putContract(catalog.readContract(parsed.contract.id, text).contract, text, 'demonstration');
}

/** Sent by the demonstration's own user where one works there, so that he finds it on his desk. */
async function deliveryOf(
  access: Access,
  { dataset, file, mode, sentBy, agency, ...place }: DemonstrationLoad,
): Promise<Parameters<Loads['send']>[0]> {
  const unit = place.unit ?? null;
  const madeUp: KnownCaller = {
    kind: 'user',
    id: `demonstration-${sentBy}-${agency}`,
    name: sentBy === 'officer' ? `Cán bộ ${agency}` : `Đầu mối dữ liệu ${agency}`,
    role: sentBy,
    agency,
    unit,
  };
  const sender = (await access.findColleague({ role: sentBy, agency, unit })) ?? madeUp;
  return { dataset, fileName: basename(file), content: createReadStream(file), mode, sender };
}

async function waitForLoad(loads: Loads, id: string, signal: AbortSignal) {
  for (;;) {
    signal.throwIfAborted();
    const changed = Promise.withResolvers<void>();
    const stop = loads.watch(id, changed.resolve);
    signal.addEventListener('abort', () => changed.resolve(), { once: true });
    try {
      const row = await loads.find(id);
      if (row === undefined) throw new Error(`The load ${id} is gone`);
      if (restingStates.includes(row.state)) return row;
      await changed.promise;
    } finally {
      stop();
    }
  }
}

async function readDecision(file: string): Promise<Decision | undefined> {
  if (!existsSync(file)) return undefined;
  // Our own file.
  return JSON.parse(await readFile(file, 'utf8')) as Decision;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
