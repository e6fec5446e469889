import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { makeContract } from '../../support/make-contract.ts';
import { createFaultServer } from './fault-server.ts';

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
tell('database full', await fillDatabase());
tell('rows while full', await count());
await rm(filler);
const after = await server.rest(await server.send('day-dia', big));
tell('after', after.state);
tell('rows after', await count());
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
