import { open, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeContract } from '../../support/make-contract.ts';
import { createFaultServer } from './fault-server.ts';
import { createOutlook } from './outlook.ts';
import { until } from './until.ts';

// In a namespace of its own, where the folder that is given is a small disk: fills it, and tells what the server says.

const disk = process.argv[2] ?? '';
const filler = join(disk, 'filler');
const tell = (step: string, value: unknown) => void process.stdout.write(`${JSON.stringify({ step, value })}\n`);

const server = await createFaultServer({ dataFolder: join(disk, 'data') });
await server.start();
await server.put('day-dia', {
  fields: [
    { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
    { name: 'ten', logicalType: 'string' },
  ],
});
const rows = (count: number) =>
  ['ma,ten', ...Array.from({ length: count }, (_, row) => `m${row},${hash(row)}${hash(row + 1)}`)].join('\n');
const big = rows(100_000);
/** Of a thousand letters each. */
const packedRows = 60_000;
const outlook = await createOutlook(server);
const count = async () => {
  const headers = { prefer: 'count=exact' };
  const answer = await server.call('/api/v1/datasets/day-dia/records?limit=1', { headers });
  return Number(answer.headers.get('content-range')?.split('/')[1]);
};

tell('before', (await server.rest(await server.send('day-dia', rows(1)))).state);
await leave(big.length + 2 * 1024 * 1024);
const starved = await server.rest(await server.send('day-dia', big));
tell('starved', { state: starved.state, error: { code: starved.error?.code } });
tell('starved message', starved.error?.detail);
await leave(256 * 1024);
const refused = await server.call('/api/v1/datasets/day-dia/loads?name=a.csv', {
  method: 'POST',
  headers: { 'content-type': 'application/octet-stream' },
  body: big,
});
tell('refused', { status: refused.status, code: ((await refused.json()) as { readonly code: string }).code });
await leave(0);
tell('health', await outlook.part('disk'));
tell('metrics', (await outlook.metrics()).text.match(/health_condition\{part="disk"\} \d/)?.[0]);
tell('database full', await fillDatabase());
tell('rows while full', await count());
await rm(filler);
const after = await server.rest(await server.send('day-dia', big));
tell('after', after.state);
tell('rows after', await count());
await server.put('tai-ve', { fields: [{ name: 'ma', logicalType: 'string' }] });
tell('packed', (await server.rest(await sendPacked())).state);
// Its working files take room until they are gone.
tell('faults of it', await server.faults());
// Past the part from which on a download is sent while it is made.
await leave(40 * 1024 * 1024);
tell('download that finds no room', await downloadUntilCut());
tell('left of it', await leftOfDownloads());
await rm(filler);
tell('download with room', (await (await download()).arrayBuffer()).byteLength);
tell('faults', await server.faults());
tell('exit code', await server.stop());
process.exit(0);

/** Puts contracts until one is refused. */
async function fillDatabase(): Promise<unknown> {
  for (let version = 0; version < 200; version += 1) {
    const title = Array.from({ length: 3000 }, (_, word) => hash(version * 3000 + word)).join('');
    const answer = await server.call('/api/v1/datasets/to-them/contract', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: makeContract({
        id: 'to-them',
        version: `1.0.${version}`,
        fields: [{ name: 'ma', logicalType: 'string' }],
        document: { description: { purpose: title } },
      }),
    });
    if (!answer.ok) return { status: answer.status, code: ((await answer.json()) as { readonly code: string }).code };
  }
  return undefined;
}

/** Sixty megabytes of text that take next to nothing, as a file and as a snapshot. */
async function sendPacked(): Promise<string> {
  const answer = await server.call('/api/v1/datasets/tai-ve/loads?name=a.csv.gz', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: gzipSync(`ma\n${`${'x'.repeat(999)}\n`.repeat(packedRows)}`),
  });
  return ((await answer.json()) as { readonly id: string }).id;
}

function download(): Promise<Response> {
  return server.call('/api/v1/datasets/tai-ve/download.csv');
}

/** How an answer ends that had begun before the room was used up; where it had not, a failure is told, and it is asked again. */
async function downloadUntilCut(tries = 5): Promise<unknown> {
  const answer = await download();
  if (answer.status === 503 && tries > 1) {
    await answer.body?.cancel();
    return downloadUntilCut(tries - 1);
  }
  let bytes = 0;
  let end = 'whole';
  try {
    // Chunks of an answer are bytes.
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) bytes += chunk.length;
  } catch {
    end = 'cut off';
  }
  const length = answer.headers.get('content-length');
  const begun = bytes >= 8 * 1024 * 1024;
  return { status: answer.status, length, begun, end, ready: (await fetch(`${server.address}/readyz`)).ok };
}

/** Once the processes that made them have ended. */
async function leftOfDownloads(): Promise<readonly string[]> {
  const names = () => readdir(join(disk, 'data', 'cache', 'exports'));
  return until('nothing is left of downloads', async () => ((await names()).length === 0 ? [] : undefined), {
    most: 5000,
  }).catch(names);
}

/** Fills the disk but for so many bytes. */
async function leave(bytes: number): Promise<void> {
  await rm(filler, { force: true });
  const { bavail, bsize } = await statfs(disk);
  const file = await open(filler, 'w');
  const block = Buffer.alloc(1 << 20, 'x');
  for (let left = bavail * bsize - bytes; left > 0; left -= block.length) {
    await file.write(block.subarray(0, Math.min(left, block.length)));
  }
  await file.close();
}

/** Does not compress. */
function hash(of: number): string {
  let text = '';
  for (let word = of + 1; text.length < 60; word = (word * 48271) % 2147483647) text += word.toString(36);
  return text;
}
