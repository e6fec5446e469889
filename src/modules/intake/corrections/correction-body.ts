import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { failReading } from '../reading/errors.ts';
import { failLoad } from '../loads/errors.ts';

/** A file holds neither NUL nor half a character, so its mended rows do not either. */
const Text = z
  .string()
  .max(1_000_000)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'Invalid text: a NUL or half a character');

/** A name of JavaScript's own, which a record would leave out without a word. */
const namesNoPrototype = (values: unknown) =>
  typeof values !== 'object' || values === null || !Object.hasOwn(values, '__proto__');

const ChangedRow = z.strictObject({
  table: Text.nullable().default(null),
  row: z.int().min(1),
  values: z
    .custom<unknown>(namesNoPrototype, 'There is no column or field “__proto__”')
    .pipe(z.record(Text, Text.nullable())),
});
export type ChangedRow = Readonly<z.infer<typeof ChangedRow>>;

const ChosenSuggestion = z.strictObject({ rule: Text, field: Text, value: Text.optional() });
export type ChosenSuggestion = Readonly<z.infer<typeof ChosenSuggestion>>;

/** Either single rows with their changed fields, or suggestions that are taken for all rows alike. */
export const CorrectionBody = z.union([
  z.strictObject({ rows: z.array(ChangedRow).min(1).max(100_000) }),
  z.strictObject({ suggestions: z.array(ChosenSuggestion).min(1).max(1000) }),
]);
export type CorrectionBody = Readonly<z.infer<typeof CorrectionBody>>;

/** JSON is held in memory whole; more rows than fit into this are sent as a file. */
export const mostJsonBytes = 16 * 1024 * 1024;

export async function readCorrectionBody(file: string): Promise<CorrectionBody> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw failReading('json-invalid', 'The body is not JSON.', { cause });
  }
  const body = CorrectionBody.safeParse(json);
  if (body.success) return body.data;
  const issue = body.error.issues.flatMap((one) => (one.code === 'invalid_union' ? one.errors.flat() : [one]))[0];
  const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw failLoad(
    'correction-invalid',
    `The body is {"rows":[{"table","row","values"}]}, values being texts by field, or {"suggestions":[{"rule","field","value"}]}${where}.`,
  );
}
