import { z } from 'zod';
import { Localized } from './localized.ts';

/** How sure a proposal is: known by its name, by words that nearly say it, or guessed from what the cells hold. */
const confidences = ['sure', 'likely', 'guess'] as const;

/** What a proposal goes by. */
const reasons = ['remembered', 'name', 'words', 'values', 'words-and-values'] as const;

/** Which column of a form is which field. `longForm`: the form is a crosstab that is read as rows. */
export const FormMapping = z
  .object({
    columns: z
      .array(
        z.object({
          /** As the reader gives it: levels joined by ` / `. */
          heading: z.string().max(4000),
          /** Null: the column is left out. */
          field: z.string().max(200).nullable(),
        }),
      )
      .min(1)
      .max(2000),
    /** Fields that have one value in every row; `unit`: the commune that the sender fills the dataset for. */
    constants: z
      .array(
        z.object({
          field: z.string().max(200),
          from: z.enum(['value', 'unit']).default('value'),
          value: z.string().max(1000).nullable().default(null),
        }),
      )
      .max(200)
      .default([]),
    /** The sheet, or member, that is meant where several of a file have this form. */
    table: z.string().max(1000).nullable().default(null),
    longForm: z.boolean().default(false),
  })
  .meta({ id: 'FormMapping' });
export type FormMapping = Readonly<z.infer<typeof FormMapping>>;

/** Named in a check's result; `version` is null for one that was given as a file. */
export const MappingUsed = z.object({ fingerprint: z.string(), version: z.number().int().nullable() });
export type MappingUsed = Readonly<z.infer<typeof MappingUsed>>;

export const MappingView = FormMapping.extend({
  dataset: z.string(),
  /** Of the form: its folded headings, their order and levels, and nothing else. */
  fingerprint: z.string(),
  version: z.number().int(),
  /** Whether it is the one that loads of the form are read by. */
  current: z.boolean(),
  /** Sent by somebody who may use it for his load, but not save it for everybody's. */
  proposed: z.boolean(),
  /** Of whoever saved it. */
  note: z.string().nullable(),
  savedBy: z.string(),
  savedAt: z.string(),
  /** The load for which it was made. */
  load: z.string().nullable(),
}).meta({ id: 'Mapping' });
export type MappingView = Readonly<z.infer<typeof MappingView>>;

/** How two forms of a dataset differ. */
export const FormChanges = z.object({
  /** Version of the mapping that the form is held against. */
  fingerprint: z.string(),
  version: z.number().int().nullable(),
  moved: z.array(z.string()),
  added: z.array(z.string()),
  gone: z.array(z.string()),
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
});
export type FormChanges = Readonly<z.infer<typeof FormChanges>>;

export const LookRow = z.object({
  row: z.number().int(),
  /** `header`, `data`, or why it is none of the data, as `skipped` of `read --json` has it. */
  kind: z.string(),
  /** Cells that begin in this row; what a merged cell covers is left out. Null text: an empty cell. */
  cells: z.array(
    z.object({
      column: z.number().int(),
      text: z.string().nullable(),
      across: z.number().int(),
      down: z.number().int(),
    }),
  ),
});
export type LookRow = Readonly<z.infer<typeof LookRow>>;

export const ProposedColumn = z.object({
  heading: z.string(),
  field: z.string().nullable(),
  confidence: z.enum(confidences).nullable(),
  reason: z.enum(reasons).nullable(),
});
export type ProposedColumn = Readonly<z.infer<typeof ProposedColumn>>;

/** A table of a file as it looks, with what its columns are taken for. */
export const FormLook = z
  .object({
    dataset: z.string(),
    /** The field that names the reporting commune; null: communes do not fill the dataset. */
    unitField: z.string().nullable(),
    /** All tables of the file, in order. */
    tables: z.array(z.object({ name: z.string().nullable(), rows: z.number().int(), fingerprint: z.string() })),
    /** Place of the shown one among them. */
    table: z.number().int(),
    fingerprint: z.string(),
    /** Columns that are shown; a table may have more. */
    width: z.number().int(),
    rows: z.array(LookRow),
    rowCount: z.number().int(),
    columns: z.array(ProposedColumn),
    constants: FormMapping.shape.constants,
    /** The mapping that the form has. */
    remembered: MappingUsed.nullable(),
    /** Against the form that it is nearest to, where it has none of its own. */
    changes: FormChanges.nullable(),
    fields: z.array(
      z.object({ name: z.string(), label: Localized, required: z.boolean(), key: z.boolean(), type: z.string() }),
    ),
    /** The table is a crosstab that is read as rows. */
    longForm: z.boolean(),
    /** The table is a crosstab, and can be read as rows and as it stands. */
    crosstab: z.boolean(),
    /** Values are not shown to this caller. */
    masked: z.boolean(),
  })
  .meta({ id: 'FormLook' });
export type FormLook = Readonly<z.infer<typeof FormLook>>;
