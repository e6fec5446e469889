import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowSieve } from '#platform/tables/row-sieve.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { planInPlace } from './plan-in-place.ts';
import { scanAhead } from './scan-ahead.ts';
import { scanDelimited } from './scan-delimited.ts';
import { sniffDialect } from './sniff-dialect.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-ahead-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rows = Array.from({ length: 60_000 }, (_, row) => `R${row},Buôn Ma Thuột,${row % 97}`);
const text = Buffer.from(`ma,ten,so\n${rows.join('\n')}\n`);
const dialect = sniffDialect(text.toString().slice(0, 200_000), false);
const plan = planInPlace(text.toString().slice(0, 200_000), false, dialect, {
  columnLimit: 100,
  expectedHeadings: undefined,
});

/** Takes no row, and tells how often it was begun, and let go. */
function watchingSieve(): RowSieve & { readonly counts: () => readonly [number, number] } {
  let [begun, discarded] = [0, 0];
  return {
    counts: () => [begun, discarded],
    begin: () => {
      begun += 1;
      return Promise.resolve({
        take: () => -1,
        leave: () => undefined,
        flush: () => Promise.resolve(),
        close: () => Promise.resolve(undefined),
        discard: () => {
          discarded += 1;
          return Promise.resolve();
        },
      });
    },
  };
}

function begin(path: string, sieve: RowSieve) {
  const options = { sieve, expectedHeadings: undefined, limits: defaultReadLimits, stagingFolder: folder };
  return scanAhead({ path, bytes: text.length }, options);
}

test('a file that is scanned while it arrives gives what it gives when it is there', async () => {
  const path = join(folder, 'arriving.csv');
  const ahead = begin(path, watchingSieve());
  for (let at = 0; at < text.length; at += 150_001) {
    await appendFile(path, text.subarray(at, at + 150_001));
    await sleep(2);
  }
  const scanned = await ahead.take({ path, dialect, plan });
  const whole = await scanDelimited(path, {
    ...plan,
    delimiter: dialect.delimiter,
    rowLimit: defaultReadLimits.rowBytes,
    onProgress: () => undefined,
  });
  expect(scanned?.facts).toEqual(whole);
  expect(whole.records).toBe(rows.length + 1);
  await ahead.drop();
});

test('it is of no use where the file is read in another way, or is another one', async () => {
  const path = join(folder, 'other.csv');
  await writeFile(path, text);
  for (const asked of [
    { path: `${path}-utf8`, dialect, plan },
    { path, dialect: { ...dialect, delimiter: ';' }, plan },
    { path, dialect, plan: { ...plan, skipRecords: plan.skipRecords + 1 } },
  ]) {
    const sieve = watchingSieve();
    const ahead = begin(path, sieve);
    expect(await ahead.take(asked)).toBeUndefined();
    await ahead.drop();
    const [begun, discarded] = sieve.counts();
    expect(discarded).toBe(begun);
    // Of the same file the whole scan was awaited.
    if (asked.path === path) expect(begun).toBe(1);
  }
});

test('a file that never comes, or not whole, is waited for only until it is dropped', async () => {
  const path = join(folder, 'cut.csv');
  const never = begin(`${path}-never`, watchingSieve());
  const sieve = watchingSieve();
  const cut = begin(path, sieve);
  await writeFile(path, text.subarray(0, 500_000));
  await sleep(30);
  await Promise.all([never.drop(), cut.drop()]);
  const [begun, discarded] = sieve.counts();
  expect([begun, discarded]).toEqual([1, 1]);
  expect(await never.take({ path: `${path}-never`, dialect, plan })).toBeUndefined();
});
