import { createReadStream } from 'node:fs';
import { failReading } from '../errors.ts';

/** Hands on the lines of a UTF-8 text that are not blank, each with its number from 1; `flush` between batches of them. */
export async function eachTextLine(
  path: string,
  mostCharacters: number,
  onLine: (line: string, number: number) => void,
  flush: (done: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let pending = '';
  let number = 0;
  let done = 0;
  const take = (line: string): void => {
    number++;
    if (line.trim() !== '') onLine(line, number);
  };
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > mostCharacters) {
      const line = number + lines.length + 1;
      throw failReading('row-too-long', `Line ${line} is too long`, { line });
    }
    for (const line of lines) take(line);
    done += chunk.length;
    await flush(done);
  }
  take(pending + decoder.decode());
}
