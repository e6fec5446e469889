import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { stateOfFile, type FileCounts, type FileReport } from '#api/file-reports.ts';
import type { SourceDescription } from '#modules/quality/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { ReadMember } from '../reading/index.ts';

/** Beside the rejects, of an archive: what became of each of its files. */
export const fileReportsIn = (outcome: string): string => join(outcome, 'files.json');

interface CheckedFiles {
  readonly members: readonly ReadMember[];
  /** All that were read, in the order of the members. */
  readonly tables: readonly TextTable[];
  /** Those whose rows were checked. */
  readonly checked: SourceDescription['tables'];
  /** Parquet of the rows that were left out; null: there is none. */
  readonly rejects: string | null;
}

/** Counts what became of the rows of each file. Tables that do not fit the contract make a file refused if it has no other. */
export async function reportFiles(connection: DuckDBConnection, files: CheckedFiles): Promise<readonly FileReport[]> {
  const left = files.rejects === null ? new Map<string, LeftOut>() : await countLeftOut(connection, files.rejects);
  const checked = new Set(files.checked.map(({ name }) => name));
  let first = 0;
  return files.members.map(({ file, format, tables: count, failure }) => {
    const own = files.tables.slice(first, first + count).filter(({ name }) => checked.has(name));
    first += count;
    const sum = (of: (table: TextTable) => number): number => own.reduce((total, table) => total + of(table), 0);
    const received = sum(({ rowCount }) => rowCount);
    const rejected = sum(({ name }) => left.get(name ?? '')?.rejected ?? 0);
    const duplicate = sum(({ name }) => left.get(name ?? '')?.duplicate ?? 0);
    const problem = failure ?? (own.length === 0 ? columnsMissing : null);
    return {
      file,
      format,
      tables: own.length,
      received,
      accepted: received - rejected - duplicate,
      rejected,
      duplicate,
      problem,
    };
  });
}

/** Of a load that came to nothing, none of whose files was taken in. */
export function refusedFiles(members: readonly ReadMember[]): readonly FileReport[] {
  return members.map(({ file, format, tables, failure }) => {
    const none = { received: 0, accepted: 0, rejected: 0, duplicate: 0 };
    return { file, format, tables, ...none, problem: failure ?? columnsMissing };
  });
}

/** Keeps the reports with the outcome, and sums them up for the result. */
export async function keepFileReports(outcome: string, reports: readonly FileReport[]): Promise<FileCounts> {
  await mkdir(outcome, { recursive: true });
  await writeFile(fileReportsIn(outcome), JSON.stringify(reports), { flush: true });
  return countFiles(reports);
}

export function countFiles(reports: readonly FileReport[]): FileCounts {
  const states = reports.map(stateOfFile);
  const count = (state: (typeof states)[number]): number => states.filter((one) => one === state).length;
  return { refused: count('refused'), faulty: count('faulty'), clean: count('clean') };
}

interface LeftOut {
  readonly rejected: number;
  readonly duplicate: number;
}

async function countLeftOut(connection: DuckDBConnection, rejects: string): Promise<ReadonlyMap<string, LeftOut>> {
  const reader = await connection.runAndReadAll(
    `select coalesce(_table, ''), count(*) filter (_kind = 'rejected'), count(*) filter (_kind = 'duplicate')
     from read_parquet(${quoteText(rejects)}) group by 1`,
  );
  return new Map(
    reader
      .getRows()
      .map(([name, rejected, duplicate]) => [
        String(name),
        { rejected: Number(rejected), duplicate: Number(duplicate) },
      ]),
  );
}

const columnsMissing: NonNullable<FileReport['problem']> = {
  code: 'columns-missing',
  message: {
    vi: 'Không có các cột bắt buộc của quy định cấu trúc dữ liệu.',
    en: 'It has not the required columns of the contract.',
  },
};
