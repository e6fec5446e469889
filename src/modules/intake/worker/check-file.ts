import { mkdir, stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '#api/loads.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import type { KeptTesters } from '#modules/quality/offline/sieve.ts';
import type { RowSieve } from '#platform/tables/row-sieve.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { mappedReading, type MappedReading } from './mapping/mapped-reading.ts';
import { readTables, type ReadMember } from '../reading/index.ts';
import { compareAccepted } from './compare-accepted.ts';
import { checkRows, type CheckedAs } from './check-rows.ts';
import { checkSmall, createRemembered, type Remembered, type SelectedRead } from './check-small.ts';
import type { Ahead } from './read-ahead.ts';
import { keepSource } from './source-file.ts';
import { keepFileReports, refusedFiles, reportFiles } from './file-reports.ts';
import { countStanding, listPartitions } from './partitions.ts';
import { withOutcomes } from './with-outcomes.ts';
import type { CheckAnswer, CheckRequest } from './worker-protocol.ts';

type OnProgress = (progress: Progress) => void;

/** Reads a landed file, checks it under its contract, and leaves the outcome's files in `request.outcome`. */
export async function checkFile(
  request: CheckRequest,
  limits: ReadLimits,
  told: {
    readonly onProgress: OnProgress;
    readonly ahead?: Ahead | undefined;
    /** Of the files before; undefined: there were none. */
    readonly remembered?: Remembered;
  },
): Promise<CheckAnswer> {
  const { onProgress, ahead, remembered = createRemembered() } = told;
  await mkdir(request.staging, { recursive: true });
  const codeLists = remembered.codeListsOf(request.packs);
  const { correction } = request;
  if (correction !== undefined) {
    const { readCorrection } = await import('../corrections/read-correction.ts');
    return withOutcomes(request, async (connection) => {
      const landed = { ...request, onProgress: reading(onProgress) };
      const { tables, source } = await readCorrection(connection, landed, correction, codeLists);
      const { numberStyles } = source;
      const mends = { correction: { taken: correction.taken, numberStyles } };
      return check(connection, { tables, warnings: [] }, { request, codeLists, onProgress, mends });
    });
  }
  let members: readonly ReadMember[] | undefined;
  try {
    const { size } = await stat(request.file);
    // A small file may be read without a word.
    onProgress({ stage: 'reading', done: 0, total: size });
    const isSmall = size <= remembered.upTo;
    const { mapped, read: found } = await readMapped(request, {
      limits,
      onProgress,
      onMembers: (all) => (members = all),
      sieve: sieveFor(request, codeLists, isSmall ? remembered.testers : undefined),
      ahead,
    });
    // What needs no engine has no steps to tell of, but is a stage.
    onProgress({ stage: 'checking', done: 0, total: found.tables.reduce((rows, { rowCount }) => rows + rowCount, 0) });
    const small = isSmall ? await checkSmall(request, found, remembered) : { answer: null, read: found };
    if (small.answer !== null) return small.answer;
    const { read } = small;
    return await withOutcomes({ ...request, ahead }, async (connection, connect) => {
      try {
        const comparison = compareAccepted(request, connect);
        try {
          const as = { request, codeLists, onProgress, connect, acceptedAhead: comparison };
          const answer = await check(connection, read, as);
          return named({ ...answer, compared: (await comparison?.end()) ?? null }, mapped);
        } finally {
          await comparison?.end();
        }
      } catch (error) {
        throw mapped.explain(error);
      }
    });
  } catch (error) {
    if (members !== undefined) await keepFileReports(request.outcome, refusedFiles(members));
    throw error;
  }
}

interface ReadingTold {
  readonly limits: ReadLimits;
  readonly onProgress: OnProgress;
  readonly onMembers: (members: readonly ReadMember[]) => void;
  readonly sieve: RowSieve | undefined;
  readonly ahead: Ahead | undefined;
}

/** A crosstab may be known by its long form only: where no form of the file is known, it is read once more as one. */
async function readMapped(
  request: CheckRequest,
  { limits, onProgress, onMembers, sieve, ahead }: ReadingTold,
): Promise<{ readonly mapped: MappedReading; readonly read: SelectedRead }> {
  const { contract, mappings = [] } = request;
  const scan = sieve && ahead?.scanFor(request);
  const readAs = async (longForm: boolean | undefined) => {
    const mapped = mappedReading(contract, mappings, request.unit?.value);
    const read = await readTables(request.file, {
      stagingFolder: request.staging,
      fileName: request.fileName,
      limits,
      ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
      ...(longForm === undefined ? {} : { longForm }),
      ...(request.encoding === undefined ? {} : { encoding: request.encoding }),
      ...mapped.options,
      ...(sieve === undefined ? {} : { sieve }),
      ...(scan === undefined ? {} : { ahead: scan }),
      onMembers,
      onProgress: reading(onProgress),
    });
    return { mapped, read: { ...read, tables: mapped.select(read.tables), all: read.tables } };
  };
  const first = await readAs(request.longForm);
  const mayBeLong = request.longForm === undefined && mappings.some((mapping) => mapping.longForm);
  if (!mayBeLong || first.mapped.knows()) return first;
  const long = await readAs(true);
  return long.mapped.knows() ? long : first;
}

/**
 * What a sieve looks at are the columns as they were sent, and rows by themselves: whatever stands in the dataset, or in
 * another one, it does not know.
 */
function sieveFor(
  request: CheckRequest,
  codeLists: CodeLists,
  /** The file is small: to make a sieve takes longer than to use it. */
  testers: KeptTesters | undefined,
): RowSieve | undefined {
  const { contract, mappings = [], mode, unit, receivedOn } = request;
  const refers = contract.fields.some(({ reference }) => reference !== undefined);
  const comparesHeld = mode === 'append' && (testers === undefined || contract.primaryKey.length > 0);
  if (mappings.length > 0 || comparesHeld || unit !== undefined || refers) return undefined;
  return {
    begin: async (table) => {
      const { createRowSieve } = await import('#modules/quality/offline/sieve.ts');
      const small = testers === undefined ? {} : { testers, atLeast: 0, onlyWhole: true };
      return createRowSieve(contract, { receivedOn, codeLists, keepRows: true, readAtOnce: true, ...small }).begin(
        table,
      );
    },
  };
}

/** The outcome with the mapping that the file was read by. */
function named(answer: CheckAnswer, mapped: MappedReading): CheckAnswer {
  const { warnings } = answer.result;
  const result = { ...answer.result, mapping: mapped.used(), warnings: [...mapped.warnings(), ...warnings] };
  return { ...answer, result };
}

async function check(
  connection: DuckDBConnection,
  read: Pick<SelectedRead, 'tables' | 'warnings' | 'members'> & Partial<Pick<SelectedRead, 'all'>>,
  of: CheckedAs,
): Promise<CheckAnswer> {
  const { request } = of;
  const { result, accepted, rejects, source } = await checkRows(connection, read.tables, of);
  await keepSource(request.outcome, source);
  const { members, all = read.tables } = read;
  const files =
    members === undefined
      ? {}
      : {
          files: await keepFileReports(
            request.outcome,
            await reportFiles(connection, { members, tables: all, checked: source.tables, rejects }),
          ),
        };
  const { partitionBy } = request.schema;
  return {
    step: 'check',
    result: { ...result, ...files, warnings: [...read.warnings, ...result.warnings] },
    partitions: await listPartitions(connection, accepted, partitionBy),
    standing:
      request.mode === 'replace'
        ? await countStanding(connection, { accepted, current: request.current, schema: request.schema })
        : 0,
    compared: null,
  };
}

function reading(onProgress: OnProgress): (done: number, total: number) => void {
  return (done, total) => onProgress({ stage: 'reading', done, total });
}
