import { randomBytes } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';

let server: FaultServer;
const dataset = 'tai-ve';
const fields = [
  { name: 'ma', logicalType: 'string' },
  { name: 'noi_dung', logicalType: 'string' },
];
/** More than what the system takes from the server before the reader reads. */
const rows = 400_000;

beforeAll(async () => {
  server = await createFaultServer();
  await server.start();
  await server.put(dataset, { fields, facts: { 'daklake.access': 'shared' } });
  const lines = Array.from({ length: rows }, (_, row) => `${row},${randomBytes(50).toString('hex')}`);
  await server.rest(await server.send(dataset, ['ma,noi_dung', ...lines].join('\n')));
});
afterAll(() => server.close());

test('a download under way is cut off within seconds when its token is revoked, or its dataset closed to it; others go on', async () => {
  const access = createAccess({
    database: await server.database(),
    directory: createDirectory({ packs: 'packs' }),
    clock: systemClock,
    origin: server.address,
  });
  const neighbour = async (name: string) => {
    const { token } = await access.issueToken({ name, role: 'steward', agency: 'H15.04', createdBy: 'test' });
    return { authorization: `Bearer ${token}` };
  };
  const whole = await drain(await begin(await server.headers()));
  expect(whole).toBeGreaterThan(rows * 100);
  const [revoked, closed, owner] = await Promise.all([
    begin(await neighbour('revoked')),
    begin(await neighbour('closed')),
    begin(await server.headers()),
  ]);
  await access.revokeToken('revoked');
  await sleep(5000);
  await expect(drain(revoked)).rejects.toThrow(/aborted/);
  await server.put(dataset, { version: '1.1.0', fields, facts: { 'daklake.access': 'private' } });
  await sleep(5000);
  await expect(drain(closed)).rejects.toThrow(/aborted/);
  expect(await drain(owner)).toBe(whole);
  expect(await server.faults()).toEqual([]);
});

/** The answer, of which nothing is read yet. */
function begin(headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  return new Promise((found, failed) => {
    const asked = request(`${server.address}/api/v1/datasets/${dataset}/download.csv`, { headers, agent: false });
    asked.once('response', found).once('error', failed).end();
  });
}

/** Bytes of all that is left of the answer; rejects where it is cut off. */
async function drain(answer: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) bytes += chunk.length;
  return bytes;
}
