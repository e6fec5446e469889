import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { listLoadStates } from './support/list-load-states.ts';
import { until } from './support/until.ts';

let server: FaultServer;
afterEach(() => server.close());

const rounds = Number(process.env['DAKLAKE_FAULTS'] || 1);

describe('killed with SIGKILL at its first start', () => {
  test('while the database is made and its schema brought forward, again and again: it comes up whole', async () => {
    server = await createFaultServer();
    for (const moment of [50, 150, 300, 450, 600, 750, 900, 1100].flatMap(
      (each) => Array(rounds).fill(each) as number[],
    )) {
      const { address } = server.launch();
      await Promise.race([address, sleep(moment * (0.8 + 0.4 * Math.random()))]);
      await server.kill();
    }
    await server.start();
    await server.put('sau-khi-chet', { fields: [{ name: 'ma', logicalType: 'string' }] });
    const load = await server.send('sau-khi-chet', 'ma\na\n');
    expect(await server.rest(load)).toMatchObject({ state: 'published' });
    expect(await server.faults()).toEqual([]);
    expect((await readdir(server.dataFolder)).filter((name) => /\.new$|\.tmp$/.test(name))).toEqual([]);
  });

  test('while the demonstration is loaded: it is taken up again, each delivery once', async () => {
    server = await createFaultServer({ settings: { DAKLAKE_DEMO: '1' }, demonstration: true });
    // A load that is at work at three ends of the server is given up, as it should be.
    for (let round = 0; round < 2; round += 1) {
      await server.start();
      await sleep(1000 + Math.random() * 3000);
      await server.kill();
    }
    await server.start();
    const progress = await until(
      'the demonstration is loaded',
      async () => {
        const text = await readFile(join(server.dataFolder, 'demonstration-progress.json'), 'utf8').catch(() => '{}');
        const read = JSON.parse(text) as { readonly finished?: boolean; readonly sent?: Record<string, string> };
        return read.finished === true ? read : undefined;
      },
      { every: 200, most: 110_000 },
    );
    const sent = Object.values(progress.sent ?? {});
    expect(sent.length).toBeGreaterThan(10);
    const loads = await listLoadStates(await server.database());
    const states = new Map(loads.map(({ id, state }) => [id, state]));
    for (const load of sent) expect(states.get(load)).toMatch(/^(?:published|held)$/);
    expect(await server.faults()).toEqual([]);
  }, 180_000);
});
