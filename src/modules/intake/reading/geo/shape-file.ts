import { open, type FileHandle } from 'node:fs/promises';
import { failReading } from '../errors.ts';
import { shapeOf, type ShapeResult } from './shape-record.ts';

const headBytes = 100;

/** Goes over the shapes of a `.shp` in order, one in memory at a time. */
export async function* readShapes(path: string, recordBytes: number, layer: string): AsyncGenerator<ShapeResult> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, headBytes);
    if (head.length < headBytes) throw failReading('file-truncated', `${layer} ends within its head`);
    if (head.readInt32BE(0) !== 9994) throw failReading('geometry-invalid', `${layer} is no shapefile`);
    // The head counts in words of two bytes; programs leave bytes behind the last record.
    const end = Math.min(size, Math.max(headBytes, head.readInt32BE(24) * 2));
    if (head.readInt32BE(24) * 2 > size) throw cut(layer, await countWhole(file, size));
    for (let at = headBytes, record = 1; at < end; record++) {
      const start = await readAt(file, at, 8);
      if (start.length < 8) throw cut(layer, record);
      const length = start.readInt32BE(4) * 2;
      if (length < 0 || length > recordBytes)
        throw failReading('row-too-long', `Shape ${record} of ${layer} has ${length} bytes`, { line: record });
      const content = await readAt(file, at + 8, length);
      if (content.length < length) throw cut(layer, record);
      yield shapeOf(content);
      at += 8 + length;
    }
  } finally {
    await file.close();
  }
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
