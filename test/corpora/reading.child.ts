import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { previewTables } from '#modules/intake/offline/looking.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { CorpusReading, CorpusReadOptions } from './corpus.ts';

/** Reads one file a message, and answers with all its rows and the most memory that this process has held. */
process.on('message', ({ path, options }: { readonly path: string; readonly options: CorpusReadOptions }) => {
  void readOne(path, options).then((reading) => {
    process.send?.({ reading, peakBytes: process.resourceUsage().maxRSS * 1024 });
  });
});

async function readOne(path: string, options: CorpusReadOptions): Promise<CorpusReading> {
  const stagingFolder = await mkdtemp(join(tmpdir(), 'daklake-corpus-'));
  try {
    const outcome = await previewTables(path, { ...options, stagingFolder, limit: Number.POSITIVE_INFINITY });
    return { kind: 'read', outcome };
  } catch (error) {
    if (error instanceof DomainError) return { kind: 'refused', code: error.code, message: error.message };
    return { kind: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await rm(stagingFolder, { recursive: true, force: true });
  }
}
