import { z } from 'zod';
import { encodingNames, type EncodingName } from '#api/encodings.ts';

/** Of a request that sends a file: how its text is read. A form that leaves it open says nothing. */
export const encodingParameter = z
  .union([z.enum(encodingNames), z.literal('')])
  .optional()
  .describe('The encoding of a text file, whatever it looks like; without it, the text is judged');

export function askedEncoding(encoding: EncodingName | '' | undefined): { readonly encoding?: EncodingName } {
  return encoding === undefined || encoding === '' ? {} : { encoding };
}
