import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Localized } from '#api/localized.ts';
import { masks } from '#api/rights.ts';

/**
 * A data element (phần tử dữ liệu): what a field means, said once for all datasets. A field that refers to it takes
 * type, bounds, code list, semantic type, sensitivity and mask from it unless its contract narrows them.
 */
export const DataElement = z.strictObject({
  /** Subject and number, e.g. `ndg:ID-001`. */
  id: z.string().regex(/^[a-z]+:[A-Z]+-\d{3}$/),
  name: Localized,
  definition: Localized,
  type: z.enum(['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time']),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  codeList: z.string().optional(),
  semanticType: z.string().optional(),
  personal: z.enum(['none', 'basic', 'sensitive']),
  /** Present on every personal element. */
  mask: z.enum(masks).optional(),
  /** Other names of the same thing, in Vietnamese or English. */
  synonyms: z.array(z.string()),
  legalBasis: z.array(z.string()).default([]),
});
export type DataElement = Readonly<z.infer<typeof DataElement>>;

const ElementsFile = z.array(DataElement).superRefine((elements, context) => {
  const seen = new Set<string>();
  for (const { id, personal, mask } of elements) {
    if (seen.has(id)) context.addIssue({ code: 'custom', message: `${id} stands twice` });
    if ((personal === 'none') !== (mask === undefined)) {
      context.addIssue({ code: 'custom', message: `${id}: a mask goes with personal data, and only with them` });
    }
    seen.add(id);
  }
});

export function readElements(file: string): readonly DataElement[] {
  const result = ElementsFile.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}
