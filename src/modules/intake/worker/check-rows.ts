import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '#api/loads.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { checkTables, readScoring, type CheckOutcome } from '#modules/quality/offline/check.ts';
import { acceptedFormat } from '#modules/warehouse/offline.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { CheckRequest } from './worker-protocol.ts';

export interface CheckedAs {
  readonly request: Omit<CheckRequest, 'step'>;
  readonly codeLists: CodeLists;
  readonly onProgress?: (progress: Progress) => void;
  readonly connect?: Parameters<typeof checkTables>[0]['connect'];
  readonly acceptedAhead?: Parameters<typeof checkTables>[0]['acceptedAhead'];
  /** The rows mend others. */
  readonly mends?: Pick<Parameters<typeof checkTables>[0], 'correction'>;
}

/** Checks the rows of a load, or of a correction, as its request says; what it leaves lies in `request.outcome`. */
export async function checkRows(
  connection: DuckDBConnection,
  tables: readonly TextTable[],
  { request, codeLists, onProgress, connect, acceptedAhead, mends }: CheckedAs,
): Promise<CheckOutcome & { readonly accepted: string }> {
  const { accepted, ...outcome } = await checkTables({
    tables,
    contract: request.contract,
    receivedOn: request.receivedOn,
    codeLists,
    scoring: readScoring(join(request.packs, 'quality', 'scoring.yaml'), request.receivedOn),
    connection,
    ...(connect === undefined ? {} : { connect }),
    acceptedAhead,
    folder: request.outcome,
    acceptedFormat: acceptedFormat(request.mode, request.schema, request.current),
    mode: request.mode,
    existing: { files: request.current?.files ?? [] },
    ...(request.references === undefined ? {} : { references: request.references }),
    ...mends,
    ...(request.onTime === null ? {} : { freshness: { passed: request.onTime ? 1 : 0, applicable: 1 } }),
    ...(request.unit === undefined ? {} : { unit: request.unit }),
    onProgress: ({ done, total }) => onProgress?.({ stage: 'checking', done, total }),
  });
  if (accepted === null) throw new Error(`The check left no accepted rows in ${request.outcome}`);
  return { ...outcome, accepted };
}
