import { z } from 'zod';
import { accessClasses } from './datasets.ts';
import { loadModes } from './loads.ts';

const Label = z.object({ vi: z.string().max(1000), en: z.string().max(1000) });
const Reference = z.string().max(200).nullable();

/** What somebody makes of a proposed field. Whether the contract then keeps the rules for contracts is asked afterwards. */
export const FieldAmendment = z.object({
  /** Its name in the proposal. */
  field: z.string().max(200),
  keep: z.boolean(),
  name: z.string().max(200),
  labels: Label,
  type: z.string().max(40),
  required: z.boolean(),
  key: z.boolean(),
  personal: z.enum(['none', 'basic', 'sensitive']),
  elementRef: Reference,
  semanticType: Reference,
  codeList: Reference,
});
export type FieldAmendment = Readonly<z.infer<typeof FieldAmendment>>;

/** The same of the whole contract; fields that are not named stay as they are. */
export const ContractAmendments = z.object({
  id: z.string().max(200),
  title: Label,
  purpose: Label,
  owner: z.string().max(40),
  access: z.enum(accessClasses),
  loadMode: z.enum(loadModes),
  fields: z.array(FieldAmendment).max(2000),
});
export type ContractAmendments = Readonly<z.infer<typeof ContractAmendments>>;
