import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { previewTables } from '../preview-tables.ts';
import type { PreviewTable, ReadOutcome } from '../read-outcome.ts';
import type { ReadOptions } from '../read-options.ts';

/** Reads a file of this content under this name, all rows, and leaves nothing behind. */
export async function readBytes(
  name: string,
  content: string | Buffer,
  options: Partial<ReadOptions> = {},
): Promise<ReadOutcome<PreviewTable>> {
  const folder = mkdtempSync(join(tmpdir(), 'daklake-reading-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, content);
    return await previewTables(file, { limit: Number.POSITIVE_INFINITY, stagingFolder: folder, ...options });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The file's only table. */
export async function readOnlyTable(
  name: string,
  content: string | Buffer,
  options: Partial<ReadOptions> = {},
): Promise<PreviewTable> {
  const { tables } = await readBytes(name, content, options);
  const [table, second] = tables;
  if (table === undefined || second !== undefined) throw new Error(`${tables.length} tables`);
  return table;
}
