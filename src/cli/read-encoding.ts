import { encodingNames, isEncodingName, type EncodingName } from '#api/encodings.ts';
import { UsageError } from './verb.ts';

/** `--encoding NAME`: how the text is to be read, whatever it looks like. */
export function readEncoding(name: string | undefined): { readonly encoding?: EncodingName } {
  if (name === undefined) return {};
  const small = name.toLowerCase();
  if (!isEncodingName(small)) throw new UsageError(`--encoding takes one of ${encodingNames.join(', ')}`);
  return { encoding: small };
}
