import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import {
  stateOfFile,
  type FileReport,
  type FileReportsList,
  type FileReportsPage,
  type FileReportState,
} from '#api/file-reports.ts';
import { fileReportsIn } from '../worker/file-reports.ts';
import { demandRejects, outcomeOf } from './read-outcome-files.ts';
import type { LoadRow } from './load-row.ts';

/** What became of the files of a load, refused ones first, then those with rows left out; none where one file was sent. */
export async function readFileReports(
  { dataFolder }: { readonly dataFolder: string },
  load: LoadRow,
  { offset = 0, limit = 100, state }: FileReportsPage,
): Promise<FileReportsList> {
  demandRejects(load);
  const file = fileReportsIn(outcomeOf(dataFolder, load));
  if (!existsSync(file)) return { items: [], total: 0 };
  // As `keepFileReports` wrote them.
  const all = JSON.parse(await readFile(file, 'utf8')) as readonly FileReport[];
  const chosen = state === undefined ? sorted(all) : all.filter((one) => stateOfFile(one) === state);
  return { items: chosen.slice(offset, offset + limit), total: chosen.length };
}

const order: Readonly<Record<FileReportState, number>> = { refused: 0, faulty: 1, clean: 2 };

function sorted(reports: readonly FileReport[]): readonly FileReport[] {
  return reports.toSorted((a, b) => order[stateOfFile(a)] - order[stateOfFile(b)]);
}
