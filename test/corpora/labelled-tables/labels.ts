import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const rowNumbers = z.array(z.number().int().positive());

const tableLabel = z.strictObject({
  sheet: z.string().nullish(),
  header: rowNumbers,
  columns: z.union([
    z.array(z.string()),
    z.strictObject({
      count: z.number(),
      first: z.array(z.string()).default([]),
      last: z.array(z.string()).default([]),
    }),
  ]),
  rows: z.number().optional(),
  first: z.number(),
  last: z.number().optional(),
  skipped: z.record(z.string(), rowNumbers).default({}),
  /** Rows that are not data, for which two words are as good: `title-or-note: [1]`. */
  either: z.record(z.string(), rowNumbers).default({}),
  /** Words whose rows the label does not list. */
  loose: z.array(z.string()).default([]),
  /** Group rows may have become columns beside the labelled ones. */
  groups: z.boolean().default(false),
});

const sheetOfText = z.strictObject({
  name: z.string(),
  rows: z.string(),
  merges: z.array(z.string()).optional(),
  hidden: z.array(z.number()).default([]),
});

const realLabel = z.strictObject({
  file: z.string(),
  tables: z.array(tableLabel).min(1),
  /** The only sheets that are labelled. */
  only: z.array(z.string()).optional(),
});

const syntheticLabel = z.strictObject({
  name: z.string(),
  delimiter: z.string().optional(),
  sheets: z.array(sheetOfText).min(1),
  tables: z.array(tableLabel).min(1),
  only: z.array(z.string()).optional(),
});

export type TableLabel = z.infer<typeof tableLabel>;
export type SyntheticLabel = z.infer<typeof syntheticLabel>;

export interface LabelledFile {
  readonly name: string;
  /** Below the folder of samples; undefined: made from `synthetic`. */
  readonly file?: string;
  readonly synthetic?: SyntheticLabel;
  readonly tables: readonly TableLabel[];
  readonly only: readonly string[] | undefined;
}

/** Every labelled file, those of the held-out third marked by their names alone, so that adding one moves no other. */
export function readLabels(): readonly LabelledFile[] {
  const real = z.array(realLabel).parse(parse(textOf('real.yaml')));
  const synthetic = z.array(syntheticLabel).parse(parse(textOf('synthetic.yaml')));
  return [
    ...real.map(({ file, tables, only }) => ({ name: file, file, tables, only })),
    ...synthetic.map((label) => ({
      name: `synthetic/${label.name}`,
      synthetic: label,
      tables: label.tables,
      only: label.only,
    })),
  ];
}

export function isHeldOut(name: string): boolean {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % 3 === 0;
}

function textOf(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
