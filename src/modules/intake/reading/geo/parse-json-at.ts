import { failReading } from '../errors.ts';
import { parseRecord } from '../json/parse-record.ts';

/** Parses a part of a JSON file that begins on the given line, so that what is broken is told by its line in the file. */
export function parseJsonAt(text: string, line: number): unknown {
  try {
    return parseRecord(text, line);
  } catch (error) {
    const inside = Number(/\(line (\d+) column \d+\)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 1);
    const place = line + inside - 1;
    throw failReading('json-invalid', `The JSON is broken on line ${place}: ${messageOf(error)}`, {
      line: place,
      cause: error,
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not JSON';
}
