import { flushCompileCache } from 'node:module';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { copySql } from './export-sql.ts';
import type { ExportContent } from './export-request.ts';
import { writeCsvExport } from './write-csv-export.ts';
import { writeXlsxExport } from './write-xlsx-export.ts';

/** The child process that makes one file and ends. */
export interface ExportTask {
  readonly content: ExportContent;
  readonly output: string;
  readonly spill: string;
  readonly allowedDirectories: readonly string[];
  readonly memoryLimit: string;
}

export type ExportOutcome = { readonly kind: 'done' } | { readonly kind: 'fault'; readonly message: string };

process.once('message', (task) => {
  // Sent by create-exporter.ts.
  void work(task as ExportTask).then(
    () => answer({ kind: 'done' }),
    (error: unknown) => answer({ kind: 'fault', message: error instanceof Error ? error.message : String(error) }),
  );
});
// Nobody waits for the file any more. In the midst of work `exit()` may wait for ever, as `leave` says.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));

/**
 * Rows are kept in order by holding batches until their turn. Of wider rows two threads hold more than the limit lets them;
 * one of them would wait, and take as much of the processor as if it worked.
 */
const columnsForTwo = 16;

async function work({ content, output, spill, allowedDirectories, memoryLimit }: ExportTask): Promise<void> {
  const threads = content.schema.columns.length > columnsForTwo ? 1 : 2;
  const duckdb = await openDuckdb({ threads, memoryLimit, temporaryDirectory: spill, allowedDirectories });
  const connection = await duckdb.connect();
  const { format } = content;
  if (format === 'xlsx') await writeXlsxExport(connection, content, output);
  else if (format === 'csv') await writeCsvExport(connection, content, output);
  else await connection.run(copySql({ ...content, format }, output));
}

function answer(outcome: ExportOutcome): void {
  // Whoever gets the answer ends us, and compiled code is kept by itself only at an orderly end.
  flushCompileCache();
  process.send?.(outcome, () => process.exit(0));
}
