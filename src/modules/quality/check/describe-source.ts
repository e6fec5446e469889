import type { NumberStyle } from '../reading/number-style.ts';
import type { SourceDescription } from './check-input.ts';
import type { StagingLayout } from './staging-layout.ts';
import { uniqueNames } from './write-outcome.ts';

/** What of a source must be known to check some of its rows again: its tables' headings, and what dots meant in it. */
export function describeSource(
  layout: StagingLayout,
  numberStyles: ReadonlyMap<string, NumberStyle>,
): SourceDescription {
  const names = uniqueNames(layout.headings);
  return {
    tables: layout.tables.map(({ table }, number) => ({
      name: table.name,
      headings: table.columns,
      columns: (layout.places[number] ?? []).map((place) => names[place] ?? ''),
    })),
    numberStyles: Object.fromEntries(numberStyles),
  };
}
