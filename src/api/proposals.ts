import { z } from 'zod';
import { encodingNames } from './encodings.ts';
import { Localized } from './localized.ts';
import { ReadingWarning } from './quality.ts';

const Share = z.number().min(0).max(1);

/** A column of a file, with what is proposed of it and the share of rows that agree. */
export const ProposedColumn = z.object({
  heading: z.string(),
  name: z.string(),
  label: Localized,
  type: z.string(),
  semanticType: z.string().nullable(),
  elementRef: z.string().nullable(),
  codeList: z.string().nullable(),
  personal: z.enum(['none', 'basic', 'sensitive']),
  required: z.boolean(),
  unique: z.boolean(),
  /** What its figures are counted in, as its heading says («ha», «triệu đồng»); null: it does not say, or they are none. */
  unit: z.string().nullable(),
  /** Texts that stand for no value. */
  missing: z.array(z.string()),
  /** By what is proposed (`type`, `required`, `semanticType`, `codeList`, …): the share of rows that agree. */
  agree: z.record(z.string(), Share),
  /** Some rows whose value does not agree, with the reason. */
  exceptions: z.array(
    z.object({
      row: z.number().int(),
      value: z.string().nullable(),
      message: Localized,
      suggestion: z.string().optional(),
    }),
  ),
  samples: z.array(z.string()),
});
export type ProposedColumn = Readonly<z.infer<typeof ProposedColumn>>;

/** A contract proposed for a file, and the file as it was read. Nothing of it is kept. */
export const ContractProposal = z
  .object({
    /** YAML; a contract as it is. */
    contract: z.string(),
    /** What the contract says of the dataset, for a form to begin with. */
    dataset: z.object({ id: z.string(), title: Localized, purpose: Localized, owner: z.string() }),
    table: z.object({
      sheet: z.string().nullable(),
      columns: z.array(z.string()),
      rowCount: z.number().int(),
      /** What a line above the table says of all its figures: what they are counted in, and the time that they are of. */
      unit: z.string().optional(),
      period: z.string().optional(),
    }),
    /** Names of the other tables in the file, and their rows. */
    otherTables: z.array(z.object({ sheet: z.string().nullable(), rowCount: z.number().int() })),
    /** How the file was read. */
    reading: z.object({
      /** Of its text, as somebody would ask for it; null: the file says itself how it is coded. */
      encoding: z.enum(encodingNames).nullable(),
      /** The table is a crosstab; `applied`: its rows are the long form's. Null: it is none. */
      longForm: z
        .object({
          applied: z.boolean(),
          /** Headings of the long form. */
          columns: z.array(z.string()),
          /** Headings that become rows. */
          turned: z.array(z.string()),
        })
        .nullable(),
    }),
    columns: z.array(ProposedColumn),
    key: z.object({ fields: z.array(z.string()), share: Share }).nullable(),
    rows: z.array(z.array(z.string().nullable())),
    /** What became of the file under the contract that is proposed for it. */
    check: z.object({
      received: z.number().int(),
      accepted: z.number().int(),
      rejected: z.number().int(),
      duplicate: z.number().int(),
    }),
    warnings: z.array(ReadingWarning),
  })
  .meta({ id: 'ContractProposal' });
export type ContractProposal = Readonly<z.infer<typeof ContractProposal>>;

/** A contract for each table of a file, in the order in which they are best loaded. */
export const ContractProposals = z.object({ proposals: z.array(ContractProposal) }).meta({ id: 'ContractProposals' });
