import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadFormats, type DownloadFormat } from '#api/datasets.ts';
import type { Rights } from '#api/rights.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { isDiskFull, makeFolder } from '#platform/files/index.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { isUnreadable, snapshotUnreadable } from '../engine/is-unreadable.ts';
import { limitQuestions } from '../engine/limit-questions.ts';
import { fail } from '../errors.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createMakings } from './create-makings.ts';
import { contentTypes, type ExportContent } from './export-request.ts';
import type { ExportOutcome, ExportTask } from './export-worker.ts';
import { openGrown } from './open-grown.ts';
import { trimFolder } from './trim-folder.ts';

export interface ExporterOptions {
  /** Absolute; holds `snapshots`, and gets `cache/exports`. */
  readonly dataFolder: string;
  /** Files at a time, each by a process of its own. */
  readonly concurrency?: number;
  readonly memoryLimit?: string;
  /** Of finished files; the ones that nobody asked for lately go first. */
  readonly maxBytes?: number;
  /** From how many bytes on a file can be sent while it grows. Smaller ones have a size, or a failure that is said. */
  readonly begunAt?: number;
  readonly clock: Clock;
}

export interface Download {
  readonly dataset: string;
  /** As it came in the path. */
  readonly format: string;
  readonly schema: DatasetSchema;
  readonly rights: Rights;
  /** Undefined: the dataset has none yet; the file has no rows. */
  readonly snapshot: Snapshot | undefined;
  /** Default: names for csv, labels for xlsx. */
  readonly header?: 'names' | 'labels';
  /** Fields that place a row on the map. */
  readonly location?: { readonly latitude: string; readonly longitude: string };
}

interface ExportLabel {
  /** With its quotes; the same for the same snapshot, rights and options, on every server. */
  readonly etag: string;
  readonly contentType: string;
  readonly fileName: string;
}

export interface ExportFile extends ExportLabel {
  /** Complete, and never changed; open it at once, since it may be removed when it was not asked for lately. */
  readonly path: string;
  readonly bytes: number;
}

export interface GrowingFile extends ExportLabel {
  /** What is in it stays there. Whoever got it closes it. */
  readonly file: FileHandle;
  /** Its size when it is whole; fails, as `export` does, where it never will be. */
  readonly whole: Promise<number>;
}

export interface Exporter {
  /**
   * Makes the file, or finds it. Throws `format-unknown`, `format-not-offered`, `engine-busy`, `query-too-large` or
   * `export-storage-full`. The work ends when nobody waits for it any more: `gone` tells that one who asked does not.
   */
  export(download: Download, gone?: AbortSignal): Promise<ExportFile>;
  /** The same, except that a large file is not waited for. */
  begin(download: Download, gone?: AbortSignal): Promise<ExportFile | GrowingFile>;
  /** Ends what is under way. */
  close(): void;
}

/** Grows when the same question should give other bytes than before. */
const exportVersion = 2;

export async function createExporter(options: ExporterOptions): Promise<Exporter> {
  const snapshots = join(options.dataFolder, 'snapshots');
  const exports = join(options.dataFolder, 'cache', 'exports');
  await rm(exports, { recursive: true, force: true });
  await makeFolder(exports);
  await makeFolder(snapshots);
  const limited = limitQuestions(options.concurrency ?? 2, 50);
  const children = new Set<ChildProcess>();
  const makings = createMakings();
  /** Where the files grow that are under way, by where they will be. */
  const halves = new Map<string, string>();

  const make = async (content: ExportContent, path: string, gone: AbortSignal) => {
    const half = `${path}.${randomBytes(4).toString('hex')}.half`;
    const spill = `${half}.spill`;
    halves.set(path, half);
    await makeFolder(spill);
    try {
      await limited(() => {
        const task = { content, output: half, spill, allowedDirectories: [snapshots, exports] };
        return runTask(children, { ...task, memoryLimit: options.memoryLimit ?? '320MB' }, gone);
      });
      await rename(half, path);
      await trimFolder(exports, options.maxBytes ?? 8 * 2 ** 30, options.clock());
    } catch (cause) {
      if (!isDiskFull(cause)) throw cause;
      throw fail('export-storage-full', 'The disk is full; free some room and ask again', { cause });
    } finally {
      if (halves.get(path) === half) halves.delete(path);
      await rm(half, { force: true });
      await rm(spill, { recursive: true, force: true });
    }
  };

  const find = (download: Download): Wanted => {
    const content = contentOf(download, snapshots);
    const key = keyOf(download, content);
    const label = {
      etag: `"${key.slice(0, 32)}"`,
      contentType: contentTypes[content.format],
      fileName: `${download.dataset}.${content.format}`,
    };
    return { content, label, path: join(exports, `${key}.${content.format}`) };
  };
  const waitFor = ({ path, content }: Wanted, gone?: AbortSignal) =>
    makings.join(path, (left) => make(content, path, left), gone);
  const whole = async ({ label, path }: Wanted): Promise<ExportFile> => ({
    ...label,
    path,
    bytes: (await stat(path)).size,
  });

  return {
    export: async (download, gone) => {
      const wanted = find(download);
      if (!(await touch(wanted.path, options.clock()))) await waitFor(wanted, gone);
      return whole(wanted);
    },
    begin: async (download, gone) => {
      const wanted = find(download);
      if (await touch(wanted.path, options.clock())) return whole(wanted);
      const made = waitFor(wanted, gone);
      const file = await openGrown(halves.get(wanted.path), options.begunAt ?? 8 * 2 ** 20, made);
      if (file === undefined) {
        await made;
        return whole(wanted);
      }
      const size = made.then(async () => (await stat(wanted.path)).size);
      // Its failure is for whoever reads the file.
      size.catch(() => undefined);
      return { ...wanted.label, file, whole: size };
    },
    close: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

interface Wanted {
  readonly content: ExportContent;
  readonly label: ExportLabel;
  readonly path: string;
}

function contentOf(download: Download, snapshotsFolder: string): ExportContent {
  const { format, schema, rights, snapshot, location } = download;
  if (!isFormat(format)) {
    throw fail('format-unknown', `«${format}» is none of ${downloadFormats.join(', ')}`);
  }
  if (format === 'geojson' && location === undefined) {
    throw fail('format-not-offered', 'Only a dataset with latitude and longitude can be downloaded as geojson');
  }
  return {
    format,
    schema,
    rights,
    rows: snapshot === undefined ? null : storedRowsOf(snapshot, snapshotsFolder),
    header: download.header ?? (format === 'xlsx' ? 'labels' : 'names'),
    ...(location === undefined ? {} : { location }),
  };
}

function isFormat(format: string): format is DownloadFormat {
  return (downloadFormats as readonly string[]).includes(format);
}

/** Everything that the bytes depend on; paths are not among it. */
function keyOf({ dataset, snapshot, rights }: Download, { format, schema, header, location }: ExportContent): string {
  const fields = Object.entries(rights.fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const told = [
    exportVersion,
    dataset,
    snapshot?.id ?? null,
    format,
    schema.columns,
    fields,
    rights.rows,
    rights.unmaskedRows,
  ];
  return createHash('sha256')
    .update(JSON.stringify([...told, header, location]))
    .digest('hex');
}

/** Marks the file as asked for now; false where it is not there. */
async function touch(path: string, now: Date): Promise<boolean> {
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function runTask(children: Set<ChildProcess>, task: ExportTask, gone: AbortSignal): Promise<void> {
  gone.throwIfAborted();
  const child = fork(join(import.meta.dirname, 'export-worker.ts'), [], { execArgv: [], serialization: 'json' });
  const end = () => child.kill('SIGKILL');
  children.add(child);
  gone.addEventListener('abort', end);
  try {
    const outcome = await new Promise<ExportOutcome>((resolve, reject) => {
      // Sent by export-worker.ts.
      child.once('message', (message) => resolve(message as ExportOutcome));
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`The export's process ended (${signal ?? code})`)));
      child.send(task);
    });
    if (outcome.kind === 'done') return;
    if (outcome.message.startsWith('Out of Memory')) throw fail('query-too-large', 'The file needs too much memory');
    const error = new Error(outcome.message);
    if (isUnreadable(error)) throw snapshotUnreadable(error);
    throw new Error(`An export failed: ${outcome.message}`);
  } finally {
    gone.removeEventListener('abort', end);
    children.delete(child);
    child.kill();
  }
}
