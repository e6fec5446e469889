import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { anyId } from '../loads/any-id.ts';
import { uploadsName } from '../uploads/upload-folder.ts';

export interface SweepLoadFoldersOptions {
  readonly database: Database;
  readonly dataFolder: string;
  /** What was given up since then stays: a back-up may be copying it, a load may still be made of it. */
  readonly removedBefore: Date;
  /** Of what no load is known for stays what was changed since then: it may be on its way to becoming one. */
  readonly before: Date;
}

export interface SweptFolder {
  readonly part: 'landing' | 'rejects';
  readonly load: string;
  readonly bytes: number;
}

/** Folders of which the database is asked at a time. */
const atOnce = 500;

/**
 * Removes, one at a time, folders of loads that gave them up, and those of no load. Each is told once it is gone; whoever
 * stops asking leaves the rest as it is.
 */
export async function* sweepLoadFolders(options: SweepLoadFoldersOptions): AsyncGenerator<SweptFolder> {
  for (const part of ['landing', 'rejects'] as const) {
    const parent = join(options.dataFolder, part);
    const names = (await namesIn(parent)).filter((name) => name !== uploadsName);
    for (let from = 0; from < names.length; from += atOnce) {
      const some = names.slice(from, from + atOnce);
      const states = await listStates(options, part, some);
      for (const load of some) {
        const state = states.get(load);
        if (state === 'kept') continue;
        const folder = join(parent, load);
        const { bytes, changedAt } = await measure(folder);
        if (state === undefined && changedAt >= options.before) continue;
        await rm(folder, { recursive: true, force: true });
        yield { part, load, bytes };
      }
    }
  }
}

/** Of the names that are loads: whether it may go. A load at work keeps what its family gave up. */
async function listStates(
  { database, removedBefore }: SweepLoadFoldersOptions,
  part: SweptFolder['part'],
  names: readonly string[],
): Promise<ReadonlyMap<string, 'kept' | 'given-up'>> {
  const removedAt = sql.ref(part === 'landing' ? 'l.landing_removed_at' : 'l.rejects_removed_at');
  const { rows } = await sql<{ readonly id: string; readonly gone: boolean }>`
    select l.id, coalesce(${removedAt} < ${removedBefore}, false)
      and not exists (
        select 1 from intake.loads as w
        where w.state not in ('published', 'cancelled', 'failed')
          and (w.root = coalesce(l.root, l.id) or w.corrects = l.id or w.repeats = l.id)
      ) as gone
    from intake.loads as l
    where l.id = ${anyId(names)}`.execute(database);
  return new Map(rows.map(({ id, gone }) => [id, gone ? 'given-up' : 'kept']));
}

/** A file that is being written is younger than its folder. */
async function measure(folder: string): Promise<{ readonly bytes: number; readonly changedAt: Date }> {
  const files = (await namesIn(folder)).map((name) => join(folder, name));
  const found = await Promise.all([folder, ...files].map((path) => stat(path).catch(() => undefined)));
  const known = found.filter((status) => status !== undefined);
  return {
    bytes: known.reduce((sum, status) => sum + (status.isFile() ? status.size : 0), 0),
    changedAt: new Date(Math.max(0, ...known.map(({ mtimeMs }) => mtimeMs))),
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
