import { stat } from 'node:fs/promises';
import { UsageError } from './verb.ts';

/** What is to be written must be a file, and none of those that are read: a slip of the finger would destroy it. */
export async function demandOutput(
  option: string,
  output: string,
  { suffixes, inputs }: { readonly suffixes: readonly string[]; readonly inputs: readonly string[] },
): Promise<void> {
  if (!suffixes.some((suffix) => output.toLowerCase().endsWith(suffix))) {
    throw new UsageError(`${option} takes the name of a ${suffixes.join(' or ')} file`);
  }
  const there = await placeOf(output);
  if (there === undefined) return;
  if (there.isDirectory()) throw new UsageError(`${option} takes a file; ${output} is a folder`);
  for (const input of inputs) {
    const read = await placeOf(input);
    // The same file may have several names.
    if (read?.ino === there.ino && read.dev === there.dev) {
      throw new UsageError(`${option} would overwrite ${input}, which is read`);
    }
  }
}

async function placeOf(file: string) {
  try {
    return await stat(file);
  } catch {
    return undefined;
  }
}
