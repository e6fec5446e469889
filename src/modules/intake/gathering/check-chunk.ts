import type { LoadRow } from '../loads/load-row.ts';
import { findRepeatedOf } from '../loads/check-load.ts';
import { publishedFiles } from '../loads/published-files.ts';
import type { RunLoadDeps } from '../loads/run.ts';
import { checkFiles, type CheckFiles } from './check-files.ts';
import type { Member } from './member.ts';

/** So many are checked in one go: others of the machine wait for its end, and where one parts from the others those behind it were begun in vain. */
const mostFiles = 16;
const mostBytes = 1024 * 1024;

/** Cuts loads into stretches that are checked in one go. */
export function chunksOf<Load extends Pick<LoadRow, 'file_bytes' | 'mapping_given'>>(
  loads: readonly Load[],
): readonly (readonly Load[])[] {
  const chunks: Load[][] = [];
  let bytes = 0;
  for (const load of loads) {
    const chunk = chunks.at(-1);
    bytes += load.file_bytes;
    const fits =
      chunk !== undefined &&
      chunk.length < mostFiles &&
      bytes <= mostBytes &&
      chunk[0]?.mapping_given === load.mapping_given;
    if (fits) {
      chunk.push(load);
    } else {
      chunks.push([load]);
      bytes = load.file_bytes;
    }
  }
  return chunks;
}

/** Checks them against the state that stands; those that rest already are missing. Never throws, for nobody may wait for it yet. */
export async function checkChunk(
  deps: RunLoadDeps,
  waiting: readonly LoadRow[],
  of: CheckFiles,
): Promise<readonly Member[]> {
  let loads = waiting;
  try {
    const begun = new Map((await deps.store.beginSeveral(waiting.map(({ id }) => id))).map((load) => [load.id, load]));
    loads = waiting.flatMap(({ id }) => begun.get(id) ?? []);
    for (const load of loads) deps.trails.begun(load);
    const known = await membersKnown(deps, loads, of);
    const checked = await checkFiles(
      deps,
      loads.filter(({ id }) => !known.has(id)),
      of,
    );
    const members = new Map([...known, ...checked.map((member) => [member.load.id, member] as const)]);
    return loads.flatMap(({ id }) => members.get(id) ?? []);
  } catch (error) {
    return loads.map((load) => ({
      load,
      outcome: of.signalOf(load).aborted ? { kind: 'gone' } : { kind: 'stopped', error },
    }));
  }
}

/** Those of which it is known what they come to: checked before the server ended, or published before. */
async function membersKnown(
  deps: RunLoadDeps,
  loads: readonly LoadRow[],
  { contract }: CheckFiles,
): Promise<ReadonlyMap<string, Member>> {
  const members = new Map<string, Member>();
  const files = loads.map(({ sha256 }) => sha256);
  const published = await publishedFiles(deps.database, contract.id, files);
  for (const load of loads) {
    const { state, result, partitions, rejects_bytes: rejectsBytes } = load;
    if (state === 'publishing' && result !== null) {
      // Its partitions were nobody else's.
      members.set(load.id, { load, outcome: { kind: 'accepted', result, partitions, rejectsBytes } });
      continue;
    }
    if (!published.has(load.sha256)) continue;
    try {
      const earlier = await findRepeatedOf(deps, load, contract);
      if (earlier === undefined) continue;
      members.set(load.id, { load, outcome: { kind: 'repeated', earlier, partitions: earlier.partitions } });
    } catch (error) {
      members.set(load.id, { load, outcome: { kind: 'failed', error } });
    }
  }
  return members;
}
