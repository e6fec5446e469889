import { isMet, type Bound, type Figure } from './figure.ts';

export interface Measured {
  /** A day, e.g. `2026-11-22`. */
  readonly on: string;
  readonly figures: readonly Figure[];
}

const head = `# Benchmarks

Written by \`npm run bench\`; it is not compared by the tests. Every ratio is to a baseline measured in the same run, in
turn with ours: read the ratios, since seconds are those of one small shared machine.
`;

/** The figures of a report that `writeReport` made, by bench. */
export function readReport(text: string): Map<string, Measured> {
  const data = /^<!-- (\{.*\}) -->$/m.exec(text)?.[1];
  // Written by `writeReport`.
  return new Map(Object.entries(data === undefined ? {} : (JSON.parse(data) as Record<string, Measured>)));
}

/** A table for people, and the same as JSON in a comment, from which the next run goes on. */
export function writeReport(measured: ReadonlyMap<string, Measured>): string {
  const benches = [...measured].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = benches.flatMap(([name, { on, figures }]) => figures.map((figure) => rowOf(name, on, figure)));
  const table = [
    '| bench | figure | measured | promised | holds | how | on |',
    '| --- | --- | ---: | ---: | --- | --- | --- |',
    ...rows,
  ];
  return `${head}\n${table.join('\n')}\n\n<!-- ${JSON.stringify(Object.fromEntries(benches))} -->\n`;
}

function rowOf(name: string, on: string, figure: Figure): string {
  const { unit, value, bound, detail } = figure;
  const holds = bound === undefined ? '' : isMet(figure) ? 'yes' : '**no**';
  const cells = [name, figure.name, `${numberOf(value)} ${unit}`, boundOf(bound, unit), holds, detail, on];
  return `| ${cells.join(' | ')} |`;
}

function boundOf(bound: Bound | undefined, unit: string): string {
  if (bound === undefined) return '';
  return 'atMost' in bound ? `≤ ${numberOf(bound.atMost)} ${unit}` : `≥ ${numberOf(bound.atLeast)} ${unit}`;
}

function numberOf(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toFixed(2)));
}
