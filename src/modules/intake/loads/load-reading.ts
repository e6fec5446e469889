import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { restingStates, type LoadView, type Progress } from '#api/loads.ts';
import type { FileReportsList, FileReportsPage } from '#api/file-reports.ts';
import type { CheckResult, Finding } from '#api/quality.ts';
import type { FindingsPage } from '#api/web-services.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { countFindings, presentFindings, readFindings, writeRejectsCsv } from '#modules/quality/index.ts';
import { vietnamTime } from '#platform/clock/clock.ts';
import type { SeenLoad } from '../http/authorize-load.ts';
import { mendingOf } from '../corrections/mending.ts';
import {
  readingMemory,
  readOutcomeFiles,
  writeOutcomeFile,
  type OutcomeFilesDeps,
  type WrittenFile,
} from './read-outcome-files.ts';
import type { LoadRow } from './load-row.ts';
import { readFileReports } from './read-file-reports.ts';
import { maskFindings, maskRejects } from './mask-outcome.ts';
import { presentReceiptCode } from '../receipts/receipt-code.ts';
import { withDuckdb } from '../worker/with-duckdb.ts';
import { writeRejectsWorkbook } from './write-rejects-workbook.ts';

export interface LoadReadingDeps extends OutcomeFilesDeps {
  readonly codeLists: CodeLists;
  readonly progressOf: (load: string) => Progress | null;
}

/** What a load shows to somebody who may see it: values of personal fields as his rights say. */
export interface LoadReading {
  present(seen: SeenLoad): Promise<LoadView>;
  /** The same for one who follows a load: its findings are read again only where they could be others. */
  follow(): (seen: SeenLoad) => Promise<LoadView>;
  /** For lists: without findings. */
  presentBriefly(load: LoadRow): LoadView;
  listFindings(
    seen: SeenLoad,
    page: FindingsPage,
  ): Promise<{ readonly items: readonly Finding[]; readonly total: number }>;
  /** Of many files sent at once: what became of each. */
  listFiles(seen: SeenLoad, page: FileReportsPage): Promise<FileReportsList>;
  /** Writes the reject ledger as csv; whoever asked removes the file's folder. */
  writeRejects(seen: SeenLoad): Promise<WrittenFile>;
  /** The same as a workbook with the faulty cells marked. */
  writeRejectsWorkbook(seen: SeenLoad): Promise<WrittenFile>;
}

/** As many findings as a load's result holds. */
const findingsInResult = 1000;

export function createLoadReading(deps: LoadReadingDeps): LoadReading {
  async function readPage(
    seen: SeenLoad,
    { connection, file, page }: { connection: DuckDBConnection; file: string; page: FindingsPage & { limit: number } },
  ): Promise<readonly Finding[]> {
    const kept = await readFindings(connection, file, page);
    return presentFindings(seen.contract, await maskFindings(connection, kept, seen), { codeLists: deps.codeLists });
  }

  const listFindings: LoadReading['listFindings'] = async (seen, page) => {
    const read = await readOutcomeFiles(deps, seen, async (connection, outcome) => {
      const file = join(outcome, 'findings.parquet');
      const limit = page.limit ?? 100;
      const total = await countFindings(connection, file, page);
      // Past the end there is nothing to skip to.
      const items =
        (page.offset ?? 0) >= total ? [] : await readPage(seen, { connection, file, page: { ...page, limit } });
      return { items, total };
    });
    return read ?? { items: [], total: 0 };
  };

  function presentBriefly(load: LoadRow): LoadView {
    return presentRow(load, deps.progressOf(load.id), load.result && { ...withoutExamples(load.result), findings: [] });
  }

  const readFirst = async (seen: SeenLoad): Promise<readonly Finding[]> =>
    (await listFindings(seen, { limit: findingsInResult })).items;

  async function present(seen: SeenLoad, findFindings: (seen: SeenLoad) => Promise<readonly Finding[]>) {
    const { load } = seen;
    if (load.result === null || load.rejects_removed_at !== null) return presentBriefly(load);
    const masks = Object.values(seen.rights.fields).some((visibility) => visibility !== 'visible');
    const findings = masks ? await findFindings(seen) : load.result.findings;
    const result = masks ? withoutExamples(load.result) : load.result;
    return presentRow(load, deps.progressOf(load.id), { ...result, findings: [...findings] });
  }

  return {
    listFindings,
    listFiles: ({ load }, page) => readFileReports(deps, load, page),
    presentBriefly,
    present: (seen) => present(seen, readFirst),
    follow: () => {
      let known: { readonly of: string; readonly findings: readonly Finding[] } | undefined;
      return (seen) =>
        present(seen, async () => {
          const of = whatFindingsSay(seen);
          if (known?.of !== of) known = { of, findings: await readFirst(seen) };
          return known.findings;
        });
    },
    writeRejects: (seen) =>
      writeOutcomeFile(deps, seen.load, 'rejects.csv', ({ folder, file, outcome }) =>
        withDuckdb({ staging: folder, memoryLimit: readingMemory, folders: [outcome] }, async (connection) => {
          const relation = await maskRejects(connection, join(outcome, 'rejects.parquet'), seen);
          await writeRejectsCsv(connection, relation, file);
        }),
      ),
    writeRejectsWorkbook: (seen) => writeRejectsWorkbook(deps, seen),
  };
}

/** Two checks of a load never take the same time to the fraction of a millisecond. */
function whatFindingsSay({ load, rights }: SeenLoad): string {
  const { findings: _, ...facts } = load.result ?? { findings: [] };
  return JSON.stringify([load.id, facts, load.contract_version, load.contract_revision, rights]);
}

/** What speaks for an encoding shows a cell, whosever it is. */
function withoutExamples(result: CheckResult): CheckResult {
  const warnings = result.warnings.map(({ evidence, ...warning }) => ({
    ...warning,
    ...(evidence === undefined ? {} : { evidence: evidence.map((one) => ({ ...one, example: null })) }),
  }));
  return { ...result, warnings };
}

function presentRow(load: LoadRow, progress: Progress | null, result: CheckResult | null): LoadView {
  return {
    id: load.id,
    dataset: load.dataset,
    state: load.state,
    unchanged: load.unchanged,
    // What was last heard of it may be older than its rest.
    progress: restingStates.includes(load.state) ? null : progress,
    result,
    snapshot: load.snapshot,
    error: load.error,
    mode: load.mode,
    encoding: load.encoding,
    longForm: load.long_form,
    file: { name: load.file_name, bytes: load.file_bytes, sha256: load.sha256 },
    corrects: load.corrects,
    mending: mendingOf(load),
    difference: load.difference,
    receipt: presentReceiptCode(load.receipt_code),
    sentBy: load.sender.name,
    hold: load.hold === null ? null : { ...load.hold, reasons: [...load.hold.reasons] },
    note: load.note,
    decidedBy: load.decided_by?.name ?? null,
    decidedAt: load.decided_at === null ? null : vietnamTime(load.decided_at),
    removed: {
      file: load.landing_removed_at === null ? null : vietnamTime(load.landing_removed_at),
      rejects: load.rejects_removed_at === null ? null : vietnamTime(load.rejects_removed_at),
    },
    createdAt: vietnamTime(load.created_at),
    endedAt: load.ended_at === null ? null : vietnamTime(load.ended_at),
  };
}
