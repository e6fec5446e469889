import { link, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  isDiskFull,
  hashFile,
  landStream,
  makeFolder,
  syncFile,
  syncFolder,
  type LandedStream,
} from '#platform/files/index.ts';
import { failReading } from '../reading/errors.ts';
import { failLoad } from './errors.ts';
import { landedFile, type LoadFolders } from './load-folders.ts';
import { storageFull } from './storage-full.ts';

export interface LandFileOptions {
  readonly mostBytes: number;
  /** Whether the sender's side broke off; asked once the content has ended. */
  readonly cut: () => boolean;
}

/**
 * Lands the sender's bytes: once it returns they would survive a power cut, and only then may the load be acknowledged.
 * When it throws, nothing of the file is left.
 */
export async function landFile(
  source: Readable,
  folders: LoadFolders,
  options: LandFileOptions,
): Promise<LandedStream> {
  await makeFolder(folders.landed);
  try {
    return await landStream(whole(source, options), landedFile(folders));
  } catch (error) {
    await rm(folders.landed, { recursive: true, force: true });
    throw asLoadError(error);
  }
}

/** The same for a file that is here already: it gets a second name, and is not touched under its first one. */
export async function landUploaded(file: string, folders: LoadFolders): Promise<LandedStream> {
  await makeFolder(folders.landed);
  try {
    await syncFile(file);
    await link(file, landedFile(folders));
    await syncFolder(folders.landed);
    return await hashFile(landedFile(folders));
  } catch (error) {
    await rm(folders.landed, { recursive: true, force: true });
    throw asLoadError(error);
  }
}

async function* whole(source: Readable, options: LandFileOptions): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > options.mostBytes) {
      throw failReading('too-large', `The file is larger than ${options.mostBytes} bytes.`);
    }
    yield chunk;
  }
  if (options.cut()) throw failLoad('upload-cut', `The upload ended after ${bytes} bytes; send the file again.`);
}

function asLoadError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (isDiskFull(error)) return storageFull(error);
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') {
    return failLoad('upload-cut', 'The connection ended before the file was whole; send it again.', { cause: error });
  }
  return error;
}
