import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { contentKind, workbookKind, type TableContent } from './content-kind.ts';
import { readHead } from './encoding/read-head.ts';
import { turnedDestination } from './long-form/turned-destination.ts';
import type { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from './errors.ts';
import { watchCoordinates } from './geo/watch-coordinates.ts';
import type { ReadOutcome, ReadWarning } from './read-outcome.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import type { ReadOptions } from './read-options.ts';
import { stagingPaths, type Destination, type ReaderContext, type ReadPart, type SourceFile } from './reader.ts';
import { hasSheets, readerOf } from './reader-of.ts';

/** Opens a file by its content, whatever its name, and reads every table in it to the destination. */
export async function readFile<T>(
  file: string,
  options: ReadOptions,
  destinationOf: (stagingPath: (suffix: string) => string) => Destination<T>,
): Promise<ReadOutcome<T>> {
  const { size } = await stat(file);
  const stagingPath = stagingPaths(options.stagingFolder);
  const limits = options.limits ?? defaultReadLimits;
  const noticed: ReadWarning[] = [];
  const context: ReaderContext<T> = {
    options,
    limits,
    destination: watchCoordinates(
      turnedDestination(destinationOf(stagingPath), options, limits, (warning) => noticed.push(warning)),
      (warning) => noticed.push(warning),
    ),
    stagingPath,
    onProgress: (done, total) => options.onProgress?.(done, total),
  };
  const source: SourceFile = { path: file, bytes: size, name: null, fileName: options.fileName ?? basename(file) };
  const part = await readSource(source, context);
  if (part.rows === 0)
    throw part.warnings.some(({ code }) => code === 'text-cut')
      ? failReading('file-truncated', 'The file is cut off within its heading')
      : failReading('table-empty', 'No table of the file has a row');
  const { rows: _, format, warnings, ...read } = part;
  return { format, bytes: size, ...read, warnings: [...warnings, ...noticed] };
}

async function readSource<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const head = await readHead(source.path, 64 * 1024);
  const kind = contentKind(head, source.fileName);
  if (kind === 'empty') throw failReading('file-empty', 'The file has no byte');
  if (kind === 'gzip' || kind === 'zstd') {
    const { unpackStream } = await import('./archives/unpack-stream.ts');
    return readSource(await unpackStream(source, context, kind), context);
  }
  if (kind === 'tar') {
    if (source.name !== null) throw archiveWithin();
    const { repackTar } = await import('./archives/repack-tar.ts');
    const { linkIgnored } = await import('./archives/archive-warnings.ts');
    const { source: repacked, passedOver } = await repackTar(source, context);
    const part = await readZip(repacked, context);
    return { ...part, warnings: [...part.warnings, ...passedOver.map(linkIgnored)] };
  }
  return kind === 'zip' ? readZip(source, context) : readContent(kind, source, context);
}

async function readContent<T>(
  content: TableContent,
  source: SourceFile,
  context: ReaderContext<T>,
): Promise<ReadPart<T>> {
  const { sheet } = context.options;
  if (sheet !== undefined && !hasSheets(content)) {
    throw failReading('table-not-found', `A file of this format has no sheet “${sheet}”`);
  }
  const read = await readerOf(content);
  return read(source, context);
}

async function readZip<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const { openZip } = await import('./archives/open-zip.ts');
  const zip = await openZip(source.path);
  const paths = zip.members.map((member) => member.path);
  zip.close();
  const part = await readZipOf(paths, source, context);
  if (zip.links.length === 0) return part;
  const { linkIgnored, mostLinks } = await import('./archives/archive-warnings.ts');
  const links = zip.links.slice(0, mostLinks).map((path) => linkIgnored({ path, target: '' }));
  return { ...part, warnings: [...part.warnings, ...links] };
}

async function readZipOf<T>(
  paths: readonly string[],
  source: SourceFile,
  context: ReaderContext<T>,
): Promise<ReadPart<T>> {
  const workbook = workbookKind(paths);
  if (workbook !== undefined) return readContent(workbook, source, context);
  if (source.name !== null) throw archiveWithin();
  const { isDumpFolder, readDumpFolder } = await import('./databases/postgres/read-dump-folder.ts');
  if (isDumpFolder(paths)) return readDumpFolder(source, context);
  const { shapeLayers } = await import('./geo/shape-layers.ts');
  const { readMembers } = await import('./read-members.ts');
  if (shapeLayers(paths).length > 0) {
    const { readShapefiles } = await import('./geo/read-shapefiles.ts');
    return readShapefiles(source, context, (own, members) => readMembers(source, own, readSource, members));
  }
  return readMembers(source, context, readSource);
}

function archiveWithin(): DomainError {
  return failReading('format-unsupported', 'The archive lies in another archive', {
    message: {
      vi: 'Tệp nén nằm trong một tệp nén khác. Hãy giải nén tệp bên trong rồi gửi các tệp của nó.',
      en: 'An archive lies in another archive. Unpack the inner one and send its files.',
    },
  });
}
