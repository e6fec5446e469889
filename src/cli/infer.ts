import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ContractProposal } from '#api/proposals.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { packsFolderOf } from './packs-folder.ts';
import type { ProgressBar } from './progress.ts';
import { describeProposal } from './infer/describe-proposal.ts';
import { defineVerb, UsageError } from './verb.ts';
import { verbLimits } from './verb-limits.ts';

/** The province itself, where nobody says whose the data are. */
const ownerUnlessSaid = 'H15';

export const verb = defineVerb({
  usage: ['infer FILE [--sheet NAME] [--long] [--owner CODE]'],
  summary: {
    vi: 'Đề xuất hợp đồng dữ liệu (YAML) từ toàn bộ một tệp và từ điển dữ liệu. Không cần máy chủ.',
    en: 'Proposes a contract (YAML) from the whole of a file and the data dictionary. Needs no server.',
  },
  options: { sheet: { type: 'string' }, long: { type: 'boolean' }, owner: { type: 'string' } },
  positionals: { min: 1, max: 1 },
  failure: 3,
  async run({ positionals: [file = ''], options, environment, json, language, print, notice, progress }) {
    const owner = options.owner ?? ownerUnlessSaid;
    if (!/^[A-Z0-9]+(?:\.[A-Z0-9]+)*$/.test(owner))
      throw new UsageError('--owner takes the code of an agency, e.g. H15.05');
    const bar = progress('infer');
    const proposal = await inferFile({
      file,
      owner,
      bar,
      packs: packsFolderOf(environment),
      limits: verbLimits(environment),
      ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
      ...(options.long === true ? { longForm: true } : {}),
    }).finally(() => bar.end());
    for (const line of describeProposal(proposal, language)) notice(line);
    await print(json ? `${JSON.stringify(proposal)}\n` : proposal.contract);
    return 0;
  },
});

async function inferFile(given: {
  readonly file: string;
  readonly owner: string;
  readonly packs: string;
  readonly limits: ReadLimits;
  readonly sheet?: string;
  readonly longForm?: boolean;
  readonly bar: ProgressBar;
}): Promise<ContractProposal> {
  const source = await realpath(given.file);
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'daklake-infer-'));
  try {
    const { readTables, proposeContractLater } = await import('#modules/intake/offline.ts');
    const read = await readTables(source, {
      stagingFolder: folder,
      fileName: given.file,
      limits: given.limits,
      onProgress: given.bar.report,
      ...(given.sheet === undefined ? {} : { sheet: given.sheet }),
      ...(given.longForm === undefined ? {} : { longForm: given.longForm }),
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
      return await proposeContractLater({
        read,
        fileName: basename(given.file),
        owner: given.owner,
        dictionary: createDictionary({ packs: given.packs, directory: createDirectory({ packs: given.packs }) }),
        scoring: readScoring(join(given.packs, 'quality', 'scoring.yaml'), receivedOn),
        receivedOn,
        connection,
        folder,
      });
    } finally {
      connection.closeSync();
      duckdb.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
