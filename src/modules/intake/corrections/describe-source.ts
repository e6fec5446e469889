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

/** Empty where the load was not checked. */
export async function describeSource(
  { dataFolder }: { readonly dataFolder: string },
  { load, contract }: SeenLoad,
): Promise<readonly SourceTable[]> {
  const outcome = outcomeOf(dataFolder, load);
  if (!existsSync(sourceFileIn(outcome))) return [];
  const source = await readSource(outcome);
  const placement = fieldPlacement(source, contract);
  return source.tables.map(({ name, columns }, table) => {
    const held = new Map([...(placement[table] ?? [])].map(([field, heading]) => [heading, field]));
    return { name, columns: columns.map((heading) => ({ heading, field: held.get(heading) ?? null })) };
  });
}
