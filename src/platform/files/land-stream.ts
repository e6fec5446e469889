import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openYoungCollection } from '../memory/collect-young.ts';
import { syncFolder } from './durable-files.ts';
import { writePieces } from './write-pieces.ts';

export interface LandedStream {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** In bytes. */
const writtenAtOnce = 1 << 20;
/** What is written so far is on its way to the disk while more comes: the last sync, for which the sender waits, is short. */
const syncedAtOnce = 16 << 20;
/** More than what is under way at a time, so that none of it grows old before it is written. */
const collectedAtOnce = 4 << 20;

/**
 * Writes a stream to a new file while it is hashed; returns only when content and name would survive a power cut. The
 * memory needed does not grow with the stream. A stream that breaks leaves no file.
 */
export async function landStream(source: AsyncIterable<Buffer>, path: string): Promise<LandedStream> {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  let uncollected = 0;
  let collectYoung: (() => void) | undefined;
  try {
    let gathered: Buffer[] = [];
    let length = 0;
    // One write is under way while the next bytes come and are hashed. Its failure is seen where it is waited for.
    let writing: Promise<unknown> = Promise.resolve();
    let syncing: Promise<void> = Promise.resolve();
    let unsynced = 0;
    const write = async () => {
      await writing;
      if (unsynced >= syncedAtOnce) {
        await syncing;
        syncing = file.datasync();
        syncing.catch(() => undefined);
        unsynced = 0;
      }
      writing = writePieces(file, gathered);
      writing.catch(() => undefined);
      unsynced += length;
      gathered = [];
      length = 0;
    };
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      gathered.push(chunk);
      length += chunk.length;
      if (length < writtenAtOnce) continue;
      uncollected += length;
      await write();
      if (uncollected >= collectedAtOnce) {
        collectYoung ??= openYoungCollection();
        collectYoung?.();
        uncollected = 0;
      }
    }
    await write();
    await writing;
    await syncing;
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
  return { bytes, sha256: hash.digest('hex') };
}

/** The SHA-256 of a file as it is on disk now. */
export async function hashFile(path: string): Promise<LandedStream> {
  const hash = createHash('sha256');
  // One for all that is read: what a stream makes for each piece has to be collected.
  const piece = Buffer.allocUnsafeSlow(1 << 20);
  let bytes = 0;
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length, null);
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
