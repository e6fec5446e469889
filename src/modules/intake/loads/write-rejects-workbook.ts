import { join } from 'node:path';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { presentFindings, writeRejectsXlsx } from '#modules/quality/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import type { SeenLoad } from '../http/authorize-load.ts';
import { maskFindings, maskRejects } from './mask-outcome.ts';
import { readingMemory, writeOutcomeFile, type OutcomeFilesDeps, type WrittenFile } from './read-outcome-files.ts';

/** Writes the reject ledger as a workbook, rows and notes masked as the caller's rights say; he removes its folder. */
export function writeRejectsWorkbook(
  deps: OutcomeFilesDeps & { readonly codeLists: CodeLists },
  seen: SeenLoad,
): Promise<WrittenFile> {
  return writeOutcomeFile(deps, seen.load, 'rejects.xlsx', async ({ folder, file, outcome }) => {
    const [rejects, findings] = [join(outcome, 'rejects.parquet'), join(outcome, 'findings.parquet')];
    const duckdb = await openDuckdb({
      threads: 2,
      memoryLimit: readingMemory,
      temporaryDirectory: join(folder, 'spill'),
      allowedDirectories: [folder, outcome],
    });
    try {
      const masking = await duckdb.connect();
      const connections = { rows: await duckdb.connect(), findings: await duckdb.connect() };
      await writeRejectsXlsx(
        {
          contract: seen.contract,
          relation: await maskRejects(masking, rejects, seen),
          rejects,
          findings,
          connections,
          present: async (kept) => presentFindings(seen.contract, await maskFindings(masking, kept, seen), deps),
        },
        file,
      );
    } finally {
      duckdb.close();
    }
  });
}
