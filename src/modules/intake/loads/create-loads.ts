import { EventEmitter } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { KnownCaller } from '#api/caller.ts';
import type { EncodingName } from '#api/encodings.ts';
import type { LoadMode, Progress, ReadingChoice } from '#api/loads.ts';
import type { StoredContract } from '#modules/catalog/index.ts';
import type { LandedStream } from '#platform/files/index.ts';
import { vietnamDay } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { RequestMark } from '#platform/http/request-mark.ts';
import { findFamily } from '../corrections/find-family.ts';
import { demandStanding } from '../corrections/demand-standing.ts';
import { previewSent, type SendCorrection } from '../corrections/preview-sent.ts';
import { dropAccepted } from './drop-accepted.ts';
import { failLoad } from './errors.ts';
import { readLoadAgain, type ReadAgain } from './read-load-again.ts';
import { aheadOf } from './ahead-of.ts';
import { landFile, landUploaded } from './land-file.ts';
import { limitLooks } from './limit-looks.ts';
import { landedFile, loadFolders } from './load-folders.ts';
import { demandNothingNewer } from '../decisions/newer-data.ts';
import type { LoadFilter } from './list-newest.ts';
import type { Decision, LoadRow, NewLoad } from './load-row.ts';
import { createFollowing } from '../queue/following.ts';
import { createOwedAttempts } from '../queue/owed-attempts.ts';
import { createLoadQueue } from '../queue/load-queue.ts';
import type { AgencyQuotas } from '../quotas/agency-quotas.ts';
import { listHeads } from '../queue/due-loads.ts';
import { workOnDataset } from '../queue/work-on-dataset.ts';
import type { RunLoadDeps } from './run.ts';

export interface SendLoad {
  readonly dataset: string;
  readonly fileName: string;
  /** What arrives, or a whole file of ours on the disk of the data folder. */
  readonly content: Readable | { readonly file: string };
  /** Undefined: as the contract says. */
  readonly mode?: LoadMode;
  readonly sheet?: string;
  /** true: a crosstab is read as its long form; false: never; undefined: as the contract asks. */
  readonly longForm?: boolean;
  /** How its text is read; undefined: as it looks. */
  readonly encoding?: EncodingName;
  readonly sender: KnownCaller;
  /** The one that sent it; undefined: it did not come over HTTP. */
  readonly request?: RequestMark;
  /** As its sender announced; undefined: nobody knows. */
  readonly bytes?: number;
  /** Whether the sender's side broke off; asked once the content has ended. */
  readonly cut?: () => boolean;
  /** Part of the transaction that makes the load: both are kept, or neither. */
  readonly alongside?: (transaction: Database, load: LoadRow) => Promise<void>;
}

export interface Loads {
  /** Takes up what is due; before it, what is sent waits. */
  start(): void;
  /** Ends what is under way and waits a few seconds for it; it is taken up at the next start. */
  stop(): Promise<void>;
  /** Lands the file and acknowledges it: from its return on, the load is kept and will be worked on. */
  send(load: SendLoad): Promise<LoadRow>;
  /** The same for mended rows of an earlier load; what is wrong with them as a correction is said at once. */
  correct(correction: SendCorrection): Promise<LoadRow>;
  find(id: string): Promise<LoadRow | undefined>;
  list(filter: LoadFilter): Promise<{ readonly items: readonly LoadRow[]; readonly total: number }>;
  /** The same without a count, which takes longer the more there are. */
  listNewest(filter: Omit<LoadFilter, 'offset'>): Promise<readonly LoadRow[]>;
  progressOf(id: string): Progress | null;
  /** Calls back after every change of the load, until the returned function is called. */
  watch(id: string, onChange: () => void): () => void;
  /** Throws `load-outdated` where newer data stand in its place, unless `force` says that they may go. */
  decide(
    id: string,
    decision: Pick<Decision, 'publish' | 'note'> & Partial<Pick<Decision, 'by' | 'force'>>,
  ): Promise<void>;
  cancel(id: string): Promise<void>;
  /** Takes a failed or held load up anew from its landed file. Throws `load-not-rereadable`. */
  readAgain(id: string, by: ReadAgain): Promise<void>;
  /** Sends a load's landed file once more, as a load of its own. */
  sendAgain(load: LoadRow, by: ReadingChoice & { readonly sender: KnownCaller }): Promise<LoadRow>;
}

export interface LoadsDeps extends Omit<RunLoadDeps, 'onChange'> {
  /** Asked before a file is landed, and once more before it is acknowledged. */
  readonly quotas: Pick<AgencyQuotas, 'findRoom'>;
  readonly newId: () => string;
  readonly mostBytes: number;
  /** DuckDB's share of the memory of a child process that looks at a correction, e.g. `512MB`. */
  readonly workerMemory: string;
  /** Datasets whose loads run side by side. */
  readonly atOnce: number;
}

interface Sent extends SendLoad {
  readonly mostBytes?: number;
}

interface TakenAs {
  readonly contract: StoredContract;
  readonly mode: LoadMode;
  readonly correction?: NonNullable<NewLoad['correction']>;
  /** Throws what is wrong with it, before it is acknowledged. */
  readonly preview?: (id: string, landed: LandedStream) => Promise<void>;
}

/** The life of loads, from the file's arrival to its rest. */
export function createLoads(deps: LoadsDeps): Loads {
  const progress = new Map<string, Progress>();
  const following = createFollowing();
  const owed = createOwedAttempts(deps.database);
  const previews = limitLooks(deps.atOnce);
  const changes = new EventEmitter();
  changes.setMaxListeners(0);

  function onChange(id: string, now: Progress | null): void {
    if (now === null) progress.delete(id);
    else progress.set(id, now);
    deps.trails.reached(id, now?.stage ?? null);
    changes.emit(id);
  }

  const queue = createLoadQueue({
    listHeads: () => listHeads(deps.database),
    work: (dataset, signal) =>
      workOnDataset({ ...deps, onChange, follow: following.follow, owed, checksAtOnce: deps.atOnce }, dataset, signal),
    atOnce: deps.atOnce,
    log: deps.log,
  });

  /** Lands what is sent and makes it a load: both are kept, or neither. */
  async function take(load: Sent, as: TakenAs): Promise<LoadRow> {
    const findRoom = () => deps.quotas.findRoom({ sender: load.sender, owner: as.contract.owner });
    await (await findRoom()).demand(deps.database, 0);
    const id = deps.newId();
    const folders = loadFolders(deps.dataFolder, id);
    deps.workers.prepare(aheadOf(load, as, { ...deps, folders }));
    try {
      const landed =
        'file' in load.content
          ? await landUploaded(load.content.file, folders)
          : await landFile(load.content, folders, {
              mostBytes: Math.min(deps.mostBytes, load.mostBytes ?? Infinity),
              cut: load.cut ?? (() => false),
            });
      await as.preview?.(id, landed);
      const room = await findRoom();
      const received = await deps.store.transaction(async (transaction) => {
        await room.demand(transaction, landed.bytes);
        const row = await deps.store.insert(transaction, {
          id,
          dataset: load.dataset,
          mode: as.mode,
          sheet: load.sheet,
          longForm: load.longForm,
          encoding: load.encoding,
          fileName: load.fileName,
          fileBytes: landed.bytes,
          sha256: landed.sha256,
          contractVersion: as.contract.version,
          contractRevision: as.contract.revision,
          sender: load.sender,
          receivedOn: vietnamDay(deps.clock()),
          request: load.request,
          ...(as.correction === undefined ? {} : { correction: as.correction }),
        });
        await load.alongside?.(transaction, row);
        return row;
      });
      deps.trails.received(received);
      queue.wake();
      return received;
    } catch (error) {
      deps.workers.over(landedFile(folders));
      await rm(folders.landed, { recursive: true, force: true });
      throw error;
    }
  }

  async function send(load: SendLoad): Promise<LoadRow> {
    const contract = await deps.catalog.getContract(load.dataset);
    const mode = load.mode ?? contract.loadMode;
    if (mode === 'upsert' && contract.primaryKey.length === 0) {
      throw failLoad('mode-needs-key', `${load.dataset} has no key to upsert by; use replace or append.`);
    }
    return take(load, { contract, mode });
  }

  return {
    start: queue.start,
    stop: queue.stop,

    send,

    async correct(load) {
      const { dataset, id } = load.corrected;
      const contract = await deps.catalog.getContract(dataset);
      const family = await findFamily(deps, load.corrected);
      demandStanding(family, undefined);
      const facts = { body: load.body, rights: load.rights };
      const correction = { ...facts, corrects: id, root: family.root.id };
      const preview = (own: string, landed: LandedStream) =>
        previews(() => previewSent(deps, { ...load, family, facts, today: contract, own, landed }));
      return take({ ...load, dataset }, { contract, mode: family.root.mode, correction, preview });
    },

    find: deps.store.find,
    list: deps.store.list,
    listNewest: deps.store.listNewest,
    progressOf: (id) => progress.get(id) ?? null,

    watch(id, listener) {
      changes.on(id, listener);
      return () => changes.off(id, listener);
    },

    async decide(id, { by = null, force = false, ...decision }) {
      const held = await deps.store.find(id);
      if (held?.state === 'held' && decision.publish && !force) await demandNothingNewer(deps, held);
      const decided = await deps.store.transaction((transaction) =>
        deps.store.decided(transaction, id, { ...decision, by, force }),
      );
      if (decided === undefined) throw failLoad('load-not-held', `The load ${id} is not held.`);
      deps.trails.decided(decided);
      if (!decision.publish) await dropAccepted(deps, id);
      onChange(id, null);
      queue.wake();
    },

    async readAgain(id, by) {
      await readLoadAgain(deps, id, by);
      onChange(id, null);
      queue.wake();
    },

    sendAgain: (load, { sender, encoding = load.encoding, longForm = load.long_form }) =>
      send({
        dataset: load.dataset,
        fileName: load.file_name,
        mode: load.mode,
        content: { file: landedFile(loadFolders(deps.dataFolder, load.id)) },
        ...(load.sheet === null ? {} : { sheet: load.sheet }),
        ...(longForm === null ? {} : { longForm }),
        ...(encoding === null ? {} : { encoding }),
        sender,
      }),

    async cancel(id) {
      if (!(await deps.store.cancelled(id))) throw failLoad('load-at-rest', `The load ${id} has ended already.`);
      following.end(id, new Error('The load was cancelled'));
      await dropAccepted(deps, id);
      onChange(id, null);
    },
  };
}
