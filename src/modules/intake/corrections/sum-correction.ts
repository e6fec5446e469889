import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { CorrectionSums, FamilyFiles, SumsRequest } from '../worker/correction-protocol.ts';

/** Counts from the files alone what a correction changes, so that counting again after a crash comes to the same. */
export async function sumCorrection(connection: DuckDBConnection, request: SumsRequest): Promise<CorrectionSums> {
  const own = new Map(await countTaken(connection, join(request.root, 'rejects.parquet'), [request.own]));
  const failed = await connection.runAndReadAll(
    `select rule, count(*) from read_parquet(${quoteText(join(request.root, 'findings.parquet'))}) as place
     where severity = 'error' and ${isTaken([request.own])} group by rule order by rule`,
  );
  return {
    corrected: await countCorrected(connection, request),
    resolved: failed.getRowsJson().map(([rule, rows]) => ({ rule: String(rule), rows: Number(rows) })),
    resolvedDuplicates: own.get('duplicate') ?? 0,
  };
}

/** Counts for each of a family how many of the rows that it left out are taken in. */
export async function countCorrected(
  connection: DuckDBConnection,
  { family, taken }: FamilyFiles,
): Promise<CorrectionSums['corrected']> {
  const corrected: CorrectionSums['corrected'][number][] = [];
  for (const { load, outcome } of family) {
    const kinds = new Map(await countTaken(connection, join(outcome, 'rejects.parquet'), taken));
    corrected.push({ load, rejected: kinds.get('rejected') ?? 0, duplicate: kinds.get('duplicate') ?? 0 });
  }
  return corrected;
}

async function countTaken(
  connection: DuckDBConnection,
  rejects: string,
  taken: readonly string[],
): Promise<readonly (readonly [string, number])[]> {
  const read = await connection.runAndReadAll(
    `select _kind, count(*) from read_parquet(${quoteText(rejects)}) as place where ${isTaken(taken)} group by _kind`,
  );
  return read.getRowsJson().map(([kind, count]) => [String(kind), Number(count)] as const);
}

/** SQL over `place`: whether a correction took in something for the row. */
export function isTaken(taken: readonly string[]): string {
  if (taken.length === 0) return 'false';
  return `exists (select 1 from read_parquet([${taken.map(quoteText).join(', ')}]) as taken
    where taken._row = place._row and taken._table is not distinct from place._table)`;
}
