import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { CheckResult } from '#api/quality.ts';
import type { Contract } from '#modules/catalog/offline.ts';
import { createDictionary, type CodeLists } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import type { MappedReading } from '#modules/intake/offline/mapping.ts';
import { expectedHeadings, wantsPercents } from '#modules/quality/offline/rules.ts';
import { systemClock, vietnamDay } from '#platform/clock/clock.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { describeResult } from './check/describe-result.ts';
import { filesOf } from './check/files-of.ts';
import { demandOutput } from './demand-output.ts';
import { readOfflineContract } from './offline-contract.ts';
import type { EncodingName } from '#api/encodings.ts';
import { readEncoding } from './read-encoding.ts';
import { packsFolderOf } from './packs-folder.ts';
import type { ProgressBar } from './progress.ts';
import { defineVerb, UsageError, VerbFailure } from './verb.ts';
import { verbLimits } from './verb-limits.ts';

export const verb = defineVerb({
  usage: [
    'check FILE --contract C.yaml [--rejects OUT.csv|xlsx] [--accepted OUT.parquet] [--max-findings N] [--sheet NAME] [--encoding NAME] [--long] [--mapping M.json]',
  ],
  summary: {
    vi: 'Đọc và kiểm tra một tệp theo hợp đồng dữ liệu, như khi gửi lên. Không cần máy chủ.',
    en: 'Reads and checks a file under a contract, as a load would. Needs no server.',
  },
  options: {
    contract: { type: 'string' },
    rejects: { type: 'string' },
    accepted: { type: 'string' },
    'max-findings': { type: 'string' },
    sheet: { type: 'string' },
    encoding: { type: 'string' },
    long: { type: 'boolean' },
    mapping: { type: 'string' },
  },
  positionals: { min: 1, max: 1 },
  failure: 3,
  async run({ positionals: [file = ''], options, environment, json, language, print, notice, progress }) {
    if (options.contract === undefined) throw new UsageError('--contract is missing');
    const maxFindings = countOf(options['max-findings']);
    if (options.rejects !== undefined) {
      await demandOutput('--rejects', options.rejects, {
        suffixes: ['.csv', '.xlsx'],
        inputs: [file, options.contract],
      });
    }
    if (options.accepted !== undefined) {
      await demandOutput('--accepted', options.accepted, {
        suffixes: ['.parquet'],
        inputs: [file, options.contract, ...(options.rejects === undefined ? [] : [options.rejects])],
      });
    }
    const packs = packsFolderOf(environment);
    const dictionary = createDictionary({ packs, directory: createDirectory({ packs }) });
    const contract = await readOfflineContract(options.contract, dictionary);
    const bar = progress('check');
    const result = await checkFile({
      file,
      contract,
      bar,
      packs,
      codeLists: dictionary.codeLists,
      limits: verbLimits(environment),
      ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
      ...(options.long === true ? { longForm: true } : {}),
      ...readEncoding(options.encoding),
      ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
      ...(options.rejects === undefined ? {} : { rejects: resolve(options.rejects) }),
      ...(options.accepted === undefined ? {} : { accepted: resolve(options.accepted) }),
      ...(maxFindings === undefined ? {} : { maxFindings }),
    }).finally(() => bar.end());
    for (const { message } of result.warnings) notice(message[language]);
    await print(json ? `${JSON.stringify(result)}\n` : describeResult(result, language));
    return result.rejected > 0 ? 1 : 0;
  },
});

interface CheckFile {
  readonly file: string;
  readonly contract: Contract;
  readonly packs: string;
  readonly limits: ReadLimits;
  readonly codeLists: CodeLists;
  readonly sheet?: string;
  readonly longForm?: boolean;
  readonly encoding?: EncodingName;
  /** A file that says which column is which field. */
  readonly mapping?: string;
  readonly rejects?: string;
  readonly accepted?: string;
  readonly maxFindings?: number;
  readonly bar: ProgressBar;
}

async function checkFile(given: CheckFile): Promise<CheckResult> {
  const { file, contract, packs, codeLists, sheet, rejects, accepted, maxFindings, bar } = given;
  let explain = (error: unknown): unknown => error;
  const source = await realpath(file);
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'daklake-check-'));
  try {
    // Each is loaded when its turn comes: the engine takes longer to load than all the rest, and a file that cannot be
    // read needs none.
    const { readTables } = await import('#modules/intake/offline.ts');
    const receivedOn = vietnamDay(systemClock());
    const { mapped, longForm = given.longForm } = await readMapped(given.mapping, contract);
    explain = mapped?.explain ?? explain;
    const read = await readTables(source, {
      stagingFolder: folder,
      fileName: file,
      limits: given.limits,
      // What a sieve would look at are the columns as they were sent.
      ...(mapped?.options ?? {
        expectedHeadings: expectedHeadings(contract),
        percents: wantsPercents(contract),
        sieve: {
          begin: async (table) => {
            const { createRowSieve } = await import('#modules/quality/offline/sieve.ts');
            return createRowSieve(contract, { receivedOn, codeLists, keepRows: accepted !== undefined }).begin(table);
          },
        },
      }),
      onProgress: bar.report,
      ...(sheet === undefined ? {} : { sheet }),
      ...(longForm === undefined ? {} : { longForm }),
      ...(given.encoding === undefined ? {} : { encoding: given.encoding }),
    });
    const [{ openDuckdb, threadsFor }, { checkTables, readScoring }] = await Promise.all([
      import('#platform/duckdb/duckdb.ts'),
      import('#modules/quality/offline/check.ts'),
    ]);
    await mkdir(join(folder, 'spill'));
    const duckdb = await openDuckdb({
      threads: areFew(read.tables) ? 1 : threadsFor(contract.fields.length, Math.min(4, availableParallelism())),
      memoryLimit: '512MB',
      temporaryDirectory: join(folder, 'spill'),
      allowedDirectories: [folder, dirname(source)],
    });
    const connection = await duckdb.connect();
    try {
      const outcome = await checkTables({
        tables: read.tables,
        contract,
        receivedOn,
        codeLists,
        scoring: readScoring(join(packs, 'quality', 'scoring.yaml'), receivedOn),
        connection,
        connect: () => duckdb.connect(),
        folder,
        mode: contract.loadMode,
        writeRows: rejects !== undefined || accepted !== undefined || read.members !== undefined,
        writeAccepted: accepted !== undefined,
        onProgress: ({ done, total }) => bar.report(done, total),
        ...(maxFindings === undefined ? {} : { maxFindings }),
      });
      if (rejects !== undefined && outcome.rejects !== null) {
        const { writeRejects } = await import('./check/write-rejects.ts');
        const files = { rejects: outcome.rejects, findings: outcome.findings };
        await writeRejects(files, rejects, { duckdb, folder, contract, codeLists });
      }
      if (accepted !== undefined && outcome.accepted !== null) {
        const { moveIntoPlace } = await import('./check/move-into-place.ts');
        await moveIntoPlace(outcome.accepted, accepted);
      }
      return {
        ...outcome.result,
        ...(read.members === undefined ? {} : await filesOf(connection, read.members, read.tables, outcome)),
        ...(mapped === undefined ? {} : { mapping: mapped.used() }),
        warnings: [...read.warnings, ...(mapped?.warnings() ?? []), ...outcome.result.warnings],
      };
    } finally {
      connection.closeSync();
      duckdb.close();
    }
  } catch (error) {
    throw fellShort(explain(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface GivenMapping {
  readonly mapped: MappedReading | undefined;
  readonly longForm?: boolean;
}

/** How a mapping that was given has the file read. */
async function readMapped(file: string | undefined, contract: Contract): Promise<GivenMapping> {
  if (file === undefined) return { mapped: undefined };
  const { mappedReading, readMappingFile } = await import('#modules/intake/offline/mapping.ts');
  const mapping = await readMappingFile(file, contract);
  return { mapped: mappedReading(contract, [mapping], undefined), ...(mapping.longForm ? { longForm: true } : {}) };
}

/** Failures of data that were read: the contract wants others, or they are none for a workbook. */
const shortcomings: readonly string[] = ['columns-missing', 'table-not-found', 'rejects-unfit-for-xlsx'];

/** A readable file that is not what is wanted is the data's shortcoming, not the input's. */
function fellShort(error: unknown): unknown {
  const short = error instanceof DomainError && shortcomings.includes(error.code);
  return short ? new VerbFailure(1, { code: error.code, title: error.title, detail: error.message }) : error;
}

/** What one thread does alone in any case, while others cost processor time by waiting for work: rows of one row group. */
function areFew(tables: readonly TextTable[]): boolean {
  const rows = tables.map(({ rowCount, sifted }) => sifted?.rest.rowCount ?? rowCount);
  return rows.reduce((sum, count) => sum + count, 0) <= rowsOfOneThread;
}
const rowsOfOneThread = 122_880;

function countOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError('--max-findings takes a whole number');
  return Number(text);
}
