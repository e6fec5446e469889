import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { EncodingName } from '#api/encodings.ts';
import type { ContractProposal } from '#api/proposals.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { ProgressBar } from '../progress.ts';

/** Proposes a contract for the largest table of a file, or for each of its tables in the order in which they are to be loaded. */
export async function inferFile(given: {
  readonly file: string;
  readonly owner: string;
  readonly all: boolean;
  readonly packs: string;
  readonly limits: ReadLimits;
  readonly sheet?: string;
  readonly longForm?: boolean;
  readonly encoding?: EncodingName;
  readonly bar: ProgressBar;
}): Promise<readonly ContractProposal[]> {
  const source = await realpath(given.file);
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'daklake-infer-'));
  try {
    const { readTables, proposeContractLater, proposeContractsLater } = await import('#modules/intake/offline.ts');
    const read = await readTables(source, {
      stagingFolder: folder,
      fileName: given.file,
      limits: given.limits,
      percents: true,
      onProgress: given.bar.report,
      ...(given.sheet === undefined ? {} : { sheet: given.sheet }),
      ...(given.longForm === undefined ? {} : { longForm: given.longForm }),
      ...(given.encoding === undefined ? {} : { encoding: given.encoding }),
    });
    const [
      { openDuckdb, threadsFor },
      { createDictionary },
      { createDirectory },
      { readScoring },
      { systemClock, vietnamDay },
    ] = await Promise.all([
      import('#platform/duckdb/duckdb.ts'),
      import('#modules/dictionary/index.ts'),
      import('#modules/directory/index.ts'),
      import('#modules/quality/offline/check.ts'),
      import('#platform/clock/clock.ts'),
    ]);
    await mkdir(join(folder, 'spill'));
    const duckdb = await openDuckdb({
      threads: threadsFor(
        Math.max(...read.tables.map(({ columns }) => columns.length)),
        Math.min(4, availableParallelism()),
      ),
      memoryLimit: '512MB',
      temporaryDirectory: join(folder, 'spill'),
      allowedDirectories: [folder, dirname(source)],
    });
    const connection = await duckdb.connect();
    const receivedOn = vietnamDay(systemClock());
    try {
      const input = {
        read,
        fileName: basename(given.file),
        owner: given.owner,
        dictionary: createDictionary({ packs: given.packs, directory: createDirectory({ packs: given.packs }) }),
        scoring: readScoring(join(given.packs, 'quality', 'scoring.yaml'), receivedOn),
        receivedOn,
        connection,
        folder,
      };
      return given.all ? await proposeContractsLater(input, given.bar.report) : [await proposeContractLater(input)];
    } finally {
      connection.closeSync();
      duckdb.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
