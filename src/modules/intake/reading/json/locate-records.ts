import { createReadStream } from 'node:fs';
import { failReading } from '../errors.ts';
import { watchEnvelope } from './api-envelope.ts';

/** Where a JSON file's records are. Offsets are those of the bytes between an array's brackets, the end excluded. */
export type RecordLocation =
  | { readonly kind: 'documents' }
  | { readonly kind: 'single' }
  | {
      readonly kind: 'array';
      readonly start: number;
      readonly end: number;
      readonly objects: number;
      /** Other arrays of objects, which hold fewer. */
      readonly others: number;
    };

interface OpenBracket {
  readonly isArray: boolean;
  readonly start: number;
  /** Records of an outer array are rows, so that arrays inside them are cells. */
  readonly insideRecord: boolean;
  objects: number;
}

/**
 * Finds the largest array of objects in one pass, following brackets and texts only, and counts the documents: more
 * than one makes it NDJSON. It also is what keeps nesting bounded before anything is parsed.
 */
export async function locateRecords(path: string, depthLimit: number, signal?: AbortSignal): Promise<RecordLocation> {
  const stack: OpenBracket[] = [];
  let best: { readonly start: number; readonly end: number; readonly objects: number } | undefined;
  let others = 0;
  let documents = 0;
  let inText = false;
  let escaped = false;
  let offset = 0;
  let line = 1;
  let topArray: { readonly start: number; readonly end: number } | undefined;
  const envelope = watchEnvelope();

  const close = (position: number, isArray: boolean): void => {
    const opened = stack.pop();
    if (opened === undefined || opened.isArray !== isArray)
      throw failReading('json-invalid', `A bracket on line ${line} closes nothing`, { line });
    if (!isArray) return;
    const found = { start: opened.start, end: position, objects: opened.objects };
    if (stack.length === 2) envelope.array(found);
    if (opened.insideRecord) return;
    if (stack.length === 0) topArray = found;
    if (found.objects > (best?.objects ?? 0)) {
      if (best !== undefined) others++;
      best = found;
    } else if (found.objects > 0 && found.start > (best?.start ?? 0)) others++;
  };

  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === 0x5c) escaped = true;
        else if (byte === 0x22) inText = false;
        continue;
      }
      if (byte === 0x22) {
        inText = true;
        if (stack.length === 2) envelope.text(stack[0]?.objects ?? 0, offset + index + 1);
        if (stack.length === 0) documents++;
      } else if (byte === 0x7b || byte === 0x5b) {
        const parent = stack.at(-1);
        if (parent === undefined) documents++;
        else if (byte === 0x7b) parent.objects++;
        if (stack.length >= depthLimit)
          throw failReading('json-invalid', `The JSON is nested more than ${depthLimit} deep`, { line });
        const grandparent = stack.at(-1);
        stack.push({
          isArray: byte === 0x5b,
          start: offset + index + 1,
          insideRecord:
            grandparent !== undefined && (grandparent.insideRecord || (byte === 0x7b && grandparent.isArray)),
          objects: 0,
        });
      } else if (byte === 0x7d || byte === 0x5d) close(offset + index, byte === 0x5d);
      else if (byte === 0x0a) line++;
    }
    offset += chunk.length;
  }
  if (stack.length > 0 || inText) throw failReading('json-invalid', 'The JSON ends before it is whole', { line });
  if (documents > 1) return { kind: 'documents' };
  if (best !== undefined) {
    const inner = best.start === topArray?.start ? await envelope.records(path, best) : undefined;
    return { kind: 'array', ...(inner ?? best), others: inner === undefined ? others : 0 };
  }
  return topArray === undefined ? { kind: 'single' } : { kind: 'array', ...topArray, objects: 0, others: 0 };
}
