import { rm } from 'node:fs/promises';
import { isDatabaseAway } from '#platform/database/is-database-away.ts';
import { checkLoad } from './check-load.ts';
import { failLoad } from './errors.ts';
import { describeFailure } from './load-failure.ts';
import { publishLoad } from './publish-load.ts';
import { landedFile } from './load-folders.ts';
import { openRun, type RunLoadDeps } from './run.ts';

/** A load that the server's end has stopped three times is not taken up a fourth time. */
const mostAttempts = 3;

/**
 * Takes a load from where it stands to its rest. Every step ends with something durable (files synced, then the row), so
 * that after a crash the next run does that step again or goes on after it, with the same outcome. When `signal` is
 * aborted it ends its child process and leaves the row as it is. Throws, for the run to be tried again, where the database
 * is away.
 */
export async function runLoad(deps: RunLoadDeps, id: string, signal: AbortSignal): Promise<void> {
  const load = await deps.store.begin(id);
  if (load === undefined) return;
  const run = openRun(deps, load, signal);
  deps.trails.begun(load);
  try {
    if (load.attempts > mostAttempts) {
      throw failLoad('interrupted', `The load was begun ${mostAttempts} times, and each time the server ended.`);
    }
    const contract = await deps.catalog.getContractVersion(load.dataset, load.contract_version, load.contract_revision);
    await deps.turns.run(load.dataset, async () => {
      signal.throwIfAborted();
      const checked = load.state === 'publishing' ? undefined : await checkLoad(run, contract);
      if (load.state === 'publishing' || checked !== undefined) await publishLoad(run, contract, checked);
      // Whoever follows it need not wait until its working files are gone.
      deps.onChange(id, null);
    });
  } catch (error) {
    if (signal.aborted) return;
    if (isDatabaseAway(error)) throw error;
    await deps.store.failed(id, describeFailure(deps.log, load, error));
  } finally {
    run.worker.stop();
    deps.workers.over(landedFile(run.folders));
    for (const folder of [run.folders.staging, run.folders.ahead]) await rm(folder, { recursive: true, force: true });
    deps.trails.ended(await deps.store.find(id).catch(() => undefined), id);
  }
}
