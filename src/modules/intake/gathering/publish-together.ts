import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult } from '#api/quality.ts';
import { datasetSchemaOf, type Contract } from '#modules/catalog/index.ts';
import {
  currentSnapshot,
  discardOnFailure,
  newSnapshotId,
  publishSnapshot,
  storedRowsOf,
} from '#modules/warehouse/index.ts';
import { isDatabaseAway } from '#platform/database/is-database-away.ts';
import { giveBackAttempts } from '../loads/give-back-attempts.ts';
import { acceptedFile, loadFolders } from '../loads/load-folders.ts';
import { describeFailure } from '../loads/load-failure.ts';
import type { LoadRow, Published } from '../loads/load-row.ts';
import { publishLoad } from '../loads/publish-load.ts';
import { ContractMoved, demandContract, EndedMeanwhile } from '../loads/publishing.ts';
import { openRun, type RunLoadDeps } from '../loads/run.ts';
import { publishingBytes } from '../queue/work-shares.ts';
import type { PrepareAnswer } from '../worker/worker-protocol.ts';

/** A load whose rows are to be published now. */
export interface AcceptedLoad {
  readonly load: LoadRow;
  readonly result: CheckResult;
  readonly partitions: readonly string[] | null;
}

export interface PublishTogether {
  /** In the order of their turns. */
  readonly loads: readonly AcceptedLoad[];
  readonly contract: Contract;
  readonly signalOf: (id: string) => AbortSignal;
  readonly signal: AbortSignal;
}

/** For so long, in milliseconds, a dataset's loads are published one by one before other senders have their turn. */
const longestAlone = 2000;

/**
 * Makes the accepted rows of several loads one snapshot. Where somebody ends one of them meanwhile, the others are put together
 * anew; where they do not go together after all, or that fails for whatever reason, they are published one by one, and those
 * for which that would take long stay due.
 */
export async function publishTogether(deps: RunLoadDeps, of: PublishTogether): Promise<void> {
  const { signal, signalOf, contract } = of;
  let loads = of.loads;
  while (loads.length > 1) {
    const outcome = await publishOnce(deps, { ...of, loads });
    signal.throwIfAborted();
    if (outcome === 'published') return;
    if (outcome === 'apart') break;
    const due = await Promise.all(loads.map(({ load }) => deps.store.find(load.id)));
    loads = loads.filter((_, index) => due[index]?.state === 'publishing');
  }
  const since = performance.now();
  for (const [place, { load }] of loads.entries()) {
    if (place > 0 && performance.now() - since > longestAlone) {
      await leaveChecked(deps, loads.slice(place));
      return;
    }
    await publishAlone(deps, { load, contract, signal: signalOf(load.id) });
  }
}

/** They stay due as they are: their next run publishes them without a check, and this one does not count. */
async function leaveChecked(deps: RunLoadDeps, loads: readonly AcceptedLoad[]): Promise<void> {
  await giveBackAttempts(
    deps.database,
    loads.map(({ load: { id, attempts } }) => ({ id, attempts: attempts - 1 })),
  );
}

/** `ended`: somebody ended one of them, or put another contract; `apart`: they are to be published one by one. */
async function publishOnce(
  deps: RunLoadDeps,
  { loads, contract, signalOf }: PublishTogether,
): Promise<'published' | 'ended' | 'apart'> {
  const signal = AbortSignal.any(loads.map(({ load }) => signalOf(load.id)));
  const createdAt = deps.clock();
  const snapshot = newSnapshotId(createdAt);
  const attempt = {
    database: deps.database,
    snapshotsFolder: join(deps.dataFolder, 'snapshots'),
    dataset: contract.id,
    snapshot,
    onLeft: (error: unknown) => deps.log.warn({ dataset: contract.id, snapshot, error }, 'snapshot folder left'),
  };
  try {
    await discardOnFailure(attempt, async () => {
      const current = await currentSnapshot(deps.database, contract.id);
      const answer = await prepareTogether(deps, { loads, contract, signal, snapshot, current });
      const { prepared, each } = answer;
      if (prepared === null || each === null) throw new NotTogether();
      const differences = differencesOf(each, current?.rows ?? 0);
      if (differences.length !== loads.length || differences.at(-1)?.rows !== prepared.rows) throw new NotTogether();
      await deps.store.transaction(async (transaction) => {
        await publishSnapshot(transaction, {
          id: snapshot,
          dataset: contract.id,
          prepared,
          loads: loads.map(({ load }) => load.id),
          contractVersion: contract.version,
          createdAt,
          expectedCurrent: current?.id ?? null,
        });
        for (const versions of Map.groupBy(
          loads,
          ({ load }) => `${load.contract_version} ${load.contract_revision}`,
        ).values()) {
          const [one] = versions;
          if (one !== undefined) await demandContract(deps, transaction, one.load);
        }
        // Of loads that each fill the dataset whole the last one counts; there is no state that ends with another.
        const counting = loads.filter(({ partitions }, place) => partitions !== null || place === loads.length - 1);
        const of = { dataset: contract.id, snapshot, createdAt, corrects: null };
        await deps.scores.record(
          transaction,
          ...counting.map(({ load, result: { score: counts, findingsByRule }, partitions }) => {
            return { ...of, load: load.id, partitions, counts, findingsByRule };
          }),
        );
        const published = loads.flatMap(({ load: { id } }, place) => {
          const difference = differences[place];
          return difference === undefined ? [] : [{ id, snapshot, difference }];
        });
        if ((await deps.store.publishedSeveral(transaction, published)) < loads.length) throw new EndedMeanwhile();
      });
    });
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    if (error instanceof ContractMoved) {
      await deps.store.putBackSeveral(loads.map(({ load }) => load.id));
      return 'ended';
    }
    if (error instanceof EndedMeanwhile || signal.aborted) return 'ended';
    const facts = { dataset: contract.id, loads: loads.length };
    if (error instanceof NotTogether) deps.log.debug(facts, 'loads not gathered');
    else deps.log.warn({ ...facts, error }, 'loads not gathered');
    return 'apart';
  }
  for (const { load } of loads) {
    await rm(acceptedFile(loadFolders(deps.dataFolder, load.id)), { force: true });
    deps.onChange(load.id, null);
  }
  return 'published';
}

async function prepareTogether(
  deps: RunLoadDeps,
  of: Pick<PublishTogether, 'loads' | 'contract' | 'signal'> & {
    readonly snapshot: string;
    readonly current: Awaited<ReturnType<typeof currentSnapshot>>;
  },
): Promise<PrepareAnswer> {
  const { loads, contract, signal, snapshot, current } = of;
  const [first] = loads;
  if (first === undefined) throw new Error('There is nothing to publish');
  const snapshots = join(deps.dataFolder, 'snapshots');
  const accepted = loads.map(({ load }) => acceptedFile(loadFolders(deps.dataFolder, load.id)));
  const acceptedRows = loads.reduce((sum, { result }) => sum + result.accepted, 0);
  for (const { load, result } of loads) {
    deps.onChange(load.id, { stage: 'publishing', done: 0, total: result.accepted });
  }
  const run = openRun({ ...deps, onChange: () => undefined }, first.load, signal);
  try {
    await mkdir(run.folders.staging, { recursive: true });
    return await deps.shares.run(await publishingBytes(accepted, current), signal, async (memoryLimit) =>
      run.worker.get().prepare({
        step: 'prepare',
        accepted,
        acceptedRows,
        gathered: true,
        current: current === undefined ? null : storedRowsOf(current, snapshots),
        schema: datasetSchemaOf(contract),
        mode: first.load.mode,
        staging: run.folders.staging,
        output: join(snapshots, contract.id, snapshot),
        memoryLimit,
      }),
    );
  } finally {
    run.worker.stop();
    await rm(run.folders.staging, { recursive: true, force: true });
  }
}

async function publishAlone(
  deps: RunLoadDeps,
  { load, contract, signal }: { readonly load: LoadRow; readonly contract: Contract; readonly signal: AbortSignal },
): Promise<void> {
  const run = openRun(deps, load, signal);
  try {
    signal.throwIfAborted();
    await publishLoad(run, contract);
  } catch (error) {
    if (signal.aborted) return;
    if (isDatabaseAway(error)) throw error;
    await deps.store.failed(load.id, describeFailure(deps.log, load, error));
  } finally {
    run.worker.stop();
    await rm(run.folders.staging, { recursive: true, force: true });
  }
}

/** Of each load against the state that those before it left. */
function differencesOf(each: NonNullable<PrepareAnswer['each']>, standing: number): readonly Published['difference'][] {
  let rows = standing;
  return each.map((counts) => ({ ...counts, rows: (rows += counts.added - counts.removed) }));
}

/** What was counted of them one by one is not what they are together. */
class NotTogether extends Error {}
