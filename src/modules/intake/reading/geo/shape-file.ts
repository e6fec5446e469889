import { open, type FileHandle } from 'node:fs/promises';
import { failReading } from '../errors.ts';
import { shapeOf, type ShapeResult } from './shape-record.ts';

const headBytes = 100;
const blockBytes = 1024 * 1024;

/** Goes over the shapes of a `.shp` in order, those of about a mebibyte at a time. */
export async function* readShapes(
  path: string,
  recordBytes: number,
  layer: string,
): AsyncGenerator<readonly ShapeResult[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, headBytes);
    if (head.length < headBytes) throw failReading('file-truncated', `${layer} ends within its head`);
    if (head.readInt32BE(0) !== 9994) throw failReading('geometry-invalid', `${layer} is no shapefile`);
    // The head counts in words of two bytes; programs leave bytes behind the last record.
    const end = Math.min(size, Math.max(headBytes, head.readInt32BE(24) * 2));
    if (head.readInt32BE(24) * 2 > size) throw cut(layer, await countWhole(file, size));
    let record = 1;
    for (let at = headBytes; at < end;) {
      const needed = await nextLength(file, at, recordBytes, layer, record);
      const block = await readAt(file, at, Math.min(Math.max(needed, blockBytes), end - at));
      const shapes: ShapeResult[] = [];
      let done = 0;
      while (done + 8 <= block.length) {
        const length = block.readInt32BE(done + 4) * 2;
        if (length < 0 || done + 8 + length > block.length) break;
        shapes.push(shapeOf(block.subarray(done + 8, done + 8 + length)));
        done += 8 + length;
        record++;
      }
      if (done === 0) throw cut(layer, record);
      yield shapes;
      at += done;
    }
  } finally {
    await file.close();
  }
}

/** Bytes of the record that begins here, with its head. */
async function nextLength(
  file: FileHandle,
  at: number,
  recordBytes: number,
  layer: string,
  record: number,
): Promise<number> {
  const start = await readAt(file, at, 8);
  if (start.length < 8) throw cut(layer, record);
  const length = start.readInt32BE(4) * 2;
  if (length < 0 || length > recordBytes)
    throw failReading('row-too-long', `Shape ${record} of ${layer} has ${length} bytes`, { line: record });
  return length + 8;
}

/** The record in which a file ends that is shorter than its head says. */
async function countWhole(file: FileHandle, size: number): Promise<number> {
  let record = 1;
  for (let at = headBytes; at + 8 <= size; record++) {
    const length = (await readAt(file, at, 8)).readInt32BE(4) * 2;
    if (length < 0 || at + 8 + length > size) break;
    at += 8 + length;
  }
  return record;
}

function cut(layer: string, record: number) {
  return failReading('file-truncated', `${layer} ends in shape ${record}`, { line: record });
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}
