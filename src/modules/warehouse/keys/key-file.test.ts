import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createOpenKeys } from './create-open-keys.ts';
import { openKeyFile, packBlock, packIndex, type BlockPlace } from './key-file.ts';
import { findCells, lineStart } from './key-line.ts';
import { encodeKey } from './key-order.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** And what stands behind it, about. */
const indexBytes = 100;
const keys = ['a', 'b', 'c', 'd', 'e', 'f'];

test('whichever bit of the index is lost, what is found is right or refused', async () => {
  const whole = pack();
  const path = join(folder, 'harmed.keys');
  const count = { found: 0, refused: 0 };
  for (let at = whole.length - indexBytes; at < whole.length; at += 1) {
    for (const bit of [1, 8]) {
      const harmed = Buffer.from(whole);
      harmed[at] = (harmed[at] ?? 0) ^ bit;
      await writeFile(path, harmed);
      for (const found of await findAll(path)) {
        expect(['refused', 'found'], `bit ${bit} of byte ${at} of ${whole.length}`).toContain(found);
        count[found === 'found' ? 'found' : 'refused'] += 1;
      }
    }
  }
  expect(Math.min(count.found, count.refused)).toBeGreaterThan(20);
});

test('a file that is removed is open no longer, so that its room is free', async () => {
  const path = join(folder, 'removed.keys');
  await writeFile(path, pack());
  const open = createOpenKeys(1 << 20, 10);
  const file = await open.get(path);
  expect(await file?.readBlock(keyOf('a'))).toBeDefined();
  await rm(path);
  open.lookAgain();
  await vi.waitFor(() => expect(file?.readBlock(keyOf('a'))).rejects.toThrow('closed'), 30_000);
  expect(await open.get(path)).toBeUndefined();
  open.close();
});

/** Blocks of two lines. */
function pack(): Buffer {
  const blocks: BlockPlace[] = [];
  const packed: Uint8Array[] = [];
  let end = 0;
  for (let at = 0; at < keys.length; at += 2) {
    const lines = keys.slice(at, at + 2).map((key) => `${lineStart([key])}"is ${key}"\n`);
    const block = packBlock(Buffer.from(lines.join('')));
    blocks.push({ firstKey: keyOf(keys[at] ?? ''), offset: end });
    packed.push(block);
    end += block.length;
  }
  return Buffer.concat([...packed, packIndex(blocks, end)]);
}

function keyOf(text: string): Uint8Array {
  return encodeKey([text], ['VARCHAR']) ?? expect.fail('A text has its place');
}

async function findAll(path: string): Promise<readonly string[]> {
  const file = await openKeyFile(path).catch(() => undefined);
  if (file === undefined) return ['refused'];
  const found = keys.map(async (key) => {
    const block = await file.readBlock(keyOf(key));
    const cells = block && findCells(block, lineStart([key]));
    return String(cells) === `"is ${key}"` ? 'found' : `${String(cells)} for ${key}`;
  });
  const outcomes = await Promise.allSettled(found);
  await file.close();
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'refused'));
}
