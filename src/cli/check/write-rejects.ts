import { join } from 'node:path';
import type { Contract } from '#modules/catalog/offline.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { presentFindings, writeRejectsCsv, writeRejectsXlsx } from '#modules/quality/offline/rejects.ts';
import type { Duckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { moveIntoPlace } from './move-into-place.ts';

export interface CheckedFiles {
  readonly rejects: string;
  readonly findings: string;
}

/** The rejected and duplicate rows as csv or as a workbook, by the suffix of the name. */
export async function writeRejects(
  files: CheckedFiles,
  output: string,
  deps: {
    readonly duckdb: Duckdb;
    readonly folder: string;
    readonly contract: Contract;
    readonly codeLists: CodeLists;
  },
): Promise<void> {
  const { duckdb, folder, contract, codeLists } = deps;
  const relation = `read_parquet(${quoteText(files.rejects)})`;
  const written = join(folder, 'rejects-written');
  const rows = await duckdb.connect();
  if (output.toLowerCase().endsWith('.csv')) await writeRejectsCsv(rows, relation, written);
  else {
    const connections = { rows, findings: await duckdb.connect() };
    const present = async (kept: Parameters<typeof presentFindings>[1]) =>
      presentFindings(contract, kept, { codeLists });
    await writeRejectsXlsx({ contract, relation, ...files, connections, present }, written);
  }
  await moveIntoPlace(written, output);
}
