import { readFile } from 'node:fs/promises';
import type { Contract } from '#modules/catalog/index.ts';
import { matchColumns, type SourceDescription } from '#modules/quality/index.ts';

import { sourceFileIn } from '../worker/source-file.ts';

/** What the check left of the source's headings, beside the rejects. */
export async function readSource(outcome: string): Promise<SourceDescription> {
  // The file is our own.
  return JSON.parse(await readFile(sourceFileIn(outcome), 'utf8')) as SourceDescription;
}

/** By table, by field: the column of the rejects that holds it. */
export function fieldPlacement(source: SourceDescription, contract: Contract): readonly ReadonlyMap<string, string>[] {
  return source.tables.map(({ headings, columns }) => {
    const matched = matchColumns(contract, headings);
    return new Map(
      contract.fields.flatMap(({ name }, field): readonly [string, string][] => {
        const column = matched.columns[field];
        const held = column === undefined ? undefined : columns[column];
        return held === undefined ? [] : [[name, held]];
      }),
    );
  });
}
