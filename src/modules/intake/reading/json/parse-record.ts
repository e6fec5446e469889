import { failReading } from '../errors.ts';

/** Integers past 2^53 would lose their last digits as numbers. */
const manyDigits = /\d{16}/;

/** Parses one JSON value; integers that a double cannot hold come as bigint. */
export function parseRecord(text: string, line: number): unknown {
  try {
    return manyDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch (error) {
    throw failReading('json-invalid', `Record ${line}: ${error instanceof Error ? error.message : 'not JSON'}`, {
      line,
      cause: error,
    });
  }
}

/** The third argument is ECMAScript's source text access, newer than the types. */
function keepDigits(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value)) return value;
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}
