import type { DuckDBConnection } from '@duckdb/node-api';
import type { CheckResult } from '#api/quality.ts';
import type { ReadOutcome } from '#modules/intake/offline.ts';
import type { CheckOutcome } from '#modules/quality/offline/check.ts';
import type { TextTable } from '#platform/tables/text-table.ts';

/** What became of each file of an archive. */
export async function filesOf(
  connection: DuckDBConnection,
  members: NonNullable<ReadOutcome<TextTable>['members']>,
  tables: readonly TextTable[],
  { source, rejects }: CheckOutcome,
): Promise<Pick<CheckResult, 'files' | 'fileReports'>> {
  const { countFiles, reportFiles } = await import('#modules/intake/offline/files.ts');
  const fileReports = [...(await reportFiles(connection, { members, tables, checked: source.tables, rejects }))];
  return { files: countFiles(fileReports), fileReports };
}
