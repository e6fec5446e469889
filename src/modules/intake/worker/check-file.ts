import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '#api/loads.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import type { CheckOutcome } from '#modules/quality/offline/check.ts';
import type { RowSieve } from '#platform/tables/row-sieve.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { mappedReading, type MappedReading } from './mapping/mapped-reading.ts';
import { readTables, type ReadMember, type ReadOutcome } from '../reading/index.ts';
import { checkRows, type CheckedAs } from './check-rows.ts';
import { dictionaryOf } from './dictionary-of.ts';
import type { Ahead } from './read-ahead.ts';
import { sourceFileIn } from './source-file.ts';
import { keepFileReports, refusedFiles, reportFiles } from './file-reports.ts';
import { countStanding, listPartitions } from './partitions.ts';
import { withDuckdb } from './with-duckdb.ts';
import type { CheckAnswer, CheckRequest } from './worker-protocol.ts';

type OnProgress = (progress: Progress) => void;

/** Reads a landed file, checks it under its contract, and leaves the outcome's files in `request.outcome`. */
export async function checkFile(
  request: CheckRequest,
  limits: ReadLimits,
  { onProgress, ahead }: { readonly onProgress: OnProgress; readonly ahead?: Ahead | undefined },
): Promise<CheckAnswer> {
  await mkdir(join(request.staging, 'spill'), { recursive: true });
  const { codeLists } = dictionaryOf(request);
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
    const { mapped, read } = await readMapped(request, {
      limits,
      onProgress,
      onMembers: (all) => (members = all),
      codeLists,
      ahead,
    });
    return await withOutcomes({ ...request, ahead }, async (connection, connect) => {
      try {
        return named(await check(connection, read, { request, codeLists, onProgress, connect }), mapped);
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
  readonly codeLists: CodeLists;
  readonly ahead: Ahead | undefined;
}

/** What was read, with the tables that are meant; `all` are all of the file's. */
interface SelectedRead extends ReadOutcome {
  readonly all: ReadOutcome['tables'];
}

/** A crosstab may be known by its long form only: where no form of the file is known, it is read once more as one. */
async function readMapped(
  request: CheckRequest,
  { limits, onProgress, onMembers, codeLists, ahead }: ReadingTold,
): Promise<{ readonly mapped: MappedReading; readonly read: SelectedRead }> {
  const { contract, mappings = [] } = request;
  const sieve = sieveFor(request, codeLists);
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
function sieveFor(request: CheckRequest, codeLists: CodeLists): RowSieve | undefined {
  const { contract, mappings = [], mode, unit, receivedOn } = request;
  const refers = contract.fields.some(({ reference }) => reference !== undefined);
  if (mappings.length > 0 || mode === 'append' || unit !== undefined || refers) return undefined;
  return {
    begin: async (table) => {
      const { createRowSieve } = await import('#modules/quality/offline/sieve.ts');
      return createRowSieve(contract, { receivedOn, codeLists, keepRows: true, readAtOnce: true }).begin(table);
    },
  };
}

/** The outcome with the mapping that the file was read by. */
function named(answer: CheckAnswer, mapped: MappedReading): CheckAnswer {
  const { warnings } = answer.result;
  const result = { ...answer.result, mapping: mapped.used(), warnings: [...mapped.warnings(), ...warnings] };
  return { ...answer, result };
}

/** A DuckDB that sees the landed file, what stands, what is referred to, and, of a correction, what the loads before left. */
export function withOutcomes<T>(
  request: Pick<CheckRequest, 'file' | 'staging' | 'memoryLimit' | 'current' | 'correction'> &
    Partial<Pick<CheckRequest, 'references' | 'contract'>> & { readonly ahead?: Ahead | undefined },
  work: Parameters<typeof withDuckdb<T>>[1],
): Promise<T> {
  const { base, taken = [] } = request.correction ?? {};
  const referred = (request.references ?? []).flatMap(({ files }) => files);
  const files = [request.file, ...(request.current?.files ?? []), ...taken, ...referred];
  const { folder } = request.ahead ?? {};
  const folders = [...files.map((file) => dirname(file)), ...[base, folder].flatMap((one) => one ?? [])];
  return withDuckdb({ ...request, columns: request.contract?.fields.length ?? 1, folders }, work);
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
    standing: await countStanding(connection, { accepted, current: request.current, schema: request.schema }),
  };
}

async function keepSource(outcome: string, source: CheckOutcome['source']): Promise<void> {
  await writeFile(sourceFileIn(outcome), JSON.stringify(source), { flush: true });
}

function reading(onProgress: OnProgress): (done: number, total: number) => void {
  return (done, total) => onProgress({ stage: 'reading', done, total });
}
