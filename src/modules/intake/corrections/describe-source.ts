import { existsSync } from 'node:fs';
import type { SeenLoad } from '../http/authorize-load.ts';
import { outcomeOf } from '../loads/read-outcome-files.ts';
import { sourceFileIn } from '../worker/source-file.ts';
import { fieldPlacement, readSource } from './source-columns.ts';

/** A table of a load's source: its columns as the ledger calls them, and the fields that they hold. */
export interface SourceTable {
  /** Null for a text file. */
  readonly name: string | null;
  readonly columns: readonly { readonly heading: string; readonly field: string | null }[];
}

export interface DescribedSource {
  /** Empty where the load was not checked. */
  readonly tables: readonly SourceTable[];
  readonly numberStyles: Awaited<ReturnType<typeof readSource>>['numberStyles'];
}

export async function describeSource(
  { dataFolder }: { readonly dataFolder: string },
  { load, contract }: SeenLoad,
): Promise<DescribedSource> {
  const outcome = outcomeOf(dataFolder, load);
  if (!existsSync(sourceFileIn(outcome))) return { tables: [], numberStyles: {} };
  const source = await readSource(outcome);
  const placement = fieldPlacement(source, contract);
  const tables = source.tables.map(({ name, columns }, table) => {
    const held = new Map([...(placement[table] ?? [])].map(([field, heading]) => [heading, field]));
    return { name, columns: columns.map((heading) => ({ heading, field: held.get(heading) ?? null })) };
  });
  return { tables, numberStyles: source.numberStyles };
}
