import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { presentFindings, writeRejectsXlsx } from '#modules/quality/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import type { SeenLoad } from '../http/authorize-load.ts';
import { failLoad } from './errors.ts';
import { maskFindings, maskRejects } from './mask-outcome.ts';
import { outcomeOf } from './read-outcome-files.ts';

/** Writes the reject ledger as a workbook, rows and notes masked as the caller's rights say; he removes its folder. */
export async function writeRejectsWorkbook(
  { dataFolder, codeLists }: { readonly dataFolder: string; readonly codeLists: CodeLists },
  seen: SeenLoad,
): Promise<{ readonly folder: string; readonly file: string }> {
  const outcome = outcomeOf(dataFolder, seen.load);
  const [rejects, findings] = [join(outcome, 'rejects.parquet'), join(outcome, 'findings.parquet')];
  if (!existsSync(findings)) throw failLoad('load-unchecked', `The load ${seen.load.id} was not checked.`);
  const folder = await mkdtemp(join(dataFolder, 'staging', 'reading-'));
  try {
    await mkdir(join(folder, 'spill'));
    const duckdb = await openDuckdb({
      threads: 2,
      memoryLimit: '256MB',
      temporaryDirectory: join(folder, 'spill'),
      allowedDirectories: [folder, outcome],
    });
    try {
      const masking = await duckdb.connect();
      const connections = { rows: await duckdb.connect(), findings: await duckdb.connect() };
      const file = join(folder, 'rejects.xlsx');
      await writeRejectsXlsx(
        {
          contract: seen.contract,
          relation: await maskRejects(masking, rejects, seen),
          rejects,
          findings,
          connections,
          present: async (kept) =>
            presentFindings(seen.contract, await maskFindings(masking, kept, seen), { codeLists }),
        },
        file,
      );
      return { folder, file };
    } finally {
      duckdb.close();
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
