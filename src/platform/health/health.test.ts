import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Condition, HealthCode } from '#api/health.ts';
import { createTestDatabase } from '../../../test/support/database.ts';
import { createLog } from '../log/log.ts';
import { createHealth } from './health.ts';
import { judgeDisk } from './look-at-disk.ts';
import { clockWatch } from './look-at-clock.ts';
import { lookAtDatabase } from './look-at-database.ts';
import { judgeMemory, lookAtMemory } from './look-at-memory.ts';
import { residentMemory } from './process-memory.ts';

const start = Date.parse('2026-11-22T03:00:00Z');
const gigabyte = 2 ** 30;

describe('a look at every part', () => {
  function watch(find: () => readonly [Condition, HealthCode]) {
    const lines: string[] = [];
    let now = start;
    const clock = () => new Date(now);
    const log = createLog({ clock, level: 'debug', write: (line) => void lines.push(line) });
    const look = async () => {
      const [condition, code] = find();
      return { condition, code, facts: {} };
    };
    return {
      // One of its own for each look: otherwise what was seen a moment ago would be told again.
      health: createHealth({ clock, log, checks: [{ part: 'disk', look }], freshFor: 0 }),
      pass: (seconds: number) => (now += seconds * 1000),
      events: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    };
  }

  test('remembers since when a part is as it is, and logs each change once', async () => {
    let found: readonly [Condition, HealthCode] = ['good', 'disk-roomy'];
    const { health, pass, events } = watch(() => found);
    await health.report();
    pass(60);
    found = ['watch', 'disk-filling'];
    const filling = await health.report();
    expect(filling).toMatchObject({ condition: 'watch', parts: [{ since: new Date(start + 60_000) }] });
    pass(60);
    expect((await health.report()).parts[0]).toMatchObject({
      since: new Date(start + 60_000),
      lookedAt: new Date(start + 120_000),
    });
    found = ['good', 'disk-roomy'];
    expect((await health.report()).condition).toBe('good');
    expect(events().map(({ level, event, condition, before }) => [level, event, condition, before])).toEqual([
      ['warn', 'health changed', 'watch', 'good'],
      ['info', 'health changed', 'good', 'watch'],
    ]);
  });

  test('says of a part that it could not be seen, and looks at the others', async () => {
    const { health, events } = watch(() => {
      throw new Error('no such folder');
    });
    expect(await health.report()).toMatchObject({ condition: 'watch', parts: [{ part: 'disk', code: 'unseen' }] });
    expect(events()[0]).toMatchObject({ event: 'health not seen', part: 'disk' });
  });

  test('is one for all who ask at the same time', async () => {
    let looks = 0;
    const { health } = watch(() => {
      looks += 1;
      return ['good', 'disk-roomy'];
    });
    await Promise.all(Array.from({ length: 5 }, () => health.report()));
    expect(looks).toBe(1);
  });
});

test.each([
  [{ free: 100 * gigabyte }, 'disk-roomy'],
  [{ free: 4.9 * gigabyte }, 'disk-filling'],
  [{ free: 0.9 * gigabyte }, 'disk-full'],
  [{ freeFiles: 12 }, 'disk-out-of-files'],
  [{ writable: false }, 'disk-read-only'],
])('a disk of %o is %s', (facts, code) => {
  const disk = { folder: '/d', writable: true, free: 100 * gigabyte, size: 200 * gigabyte, freeFiles: 1e6, ...facts };
  expect(judgeDisk(disk).code).toBe(code);
});

test.each([
  [0.5, 'memory-roomy'],
  [0.09, 'memory-short'],
  [0.03, 'memory-out'],
])('memory of which %d is left is %s', (share, code) => {
  expect(judgeMemory({ size: gigabyte, available: share * gigabyte, used: 0 }).code).toBe(code);
});

test('memory counts this process and its children, and nobody else', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("."); setInterval(() => {}, 1000)']);
  await once(child.stdout, 'data');
  try {
    const processes = await residentMemory(process.pid);
    expect(processes.find(({ pid }) => pid === process.pid)).toMatchObject({ kind: 'server' });
    expect(processes.find(({ pid }) => pid === child.pid)).toMatchObject({ kind: 'worker' });
    expect(processes.some(({ pid }) => pid === process.ppid)).toBe(false);
    for (const { bytes } of processes) expect(bytes).toBeGreaterThan(1_000_000);
    const { facts } = await lookAtMemory(process.pid);
    expect(Number(facts['available'])).toBeLessThan(Number(facts['size']));
  } finally {
    child.kill();
  }
});

test('the database is asked, and its absence told', async () => {
  const { database, close } = await createTestDatabase({ migrations: [] });
  expect(await lookAtDatabase(database)).toMatchObject({ condition: 'good', code: 'database-answers' });
  // All of its connections are busy, as where the server hangs.
  const busy = Array.from({ length: 5 }, () => sql`select pg_sleep(0.5)`.execute(database));
  expect(await lookAtDatabase(database, 100)).toMatchObject({ code: 'database-gone' });
  await Promise.all(busy);
  await close();
  expect(await lookAtDatabase(database)).toMatchObject({ condition: 'bad', code: 'database-gone' });
});

describe('the clock', () => {
  function watch(offsets: { readonly newest?: number; readonly database?: number } = {}) {
    let now = start;
    let elapsed = 1000;
    const at = (offset: number | undefined) => async () => (offset === undefined ? undefined : new Date(now + offset));
    const look = clockWatch({
      clock: () => new Date(now),
      elapsed: () => elapsed,
      newestRecord: at(offsets.newest),
      askDatabase: at(offsets.database),
    });
    return { look, pass: (wall: number, real: number) => void ((now += wall), (elapsed += real)) };
  }

  test('is steady while it goes as time does', async () => {
    const { look, pass } = watch({ newest: -1000, database: 200 });
    for (let minute = 0; minute < 3; minute++) {
      pass(60_000, 60_001);
      expect((await look()).code).toBe('clock-steady');
    }
  });

  test.each([3600, -3600])('that jumps by %d seconds is told of for a day', async (seconds) => {
    const { look, pass } = watch();
    pass(30_000 + seconds * 1000, 30_000);
    expect(await look()).toMatchObject({ condition: 'watch', code: 'clock-jumped', facts: { seconds } });
    pass(3_600_000, 3_600_000);
    expect((await look()).code).toBe('clock-jumped');
    pass(24 * 3_600_000, 24 * 3_600_000);
    expect((await look()).code).toBe('clock-steady');
  });

  test('behind what is written down already is bad', async () => {
    const { look } = watch({ newest: 90_000 });
    expect(await look()).toMatchObject({ condition: 'bad', code: 'clock-behind', facts: { seconds: 90 } });
  });

  test('other than the database’s is told of', async () => {
    expect(await watch({ database: -60_000 }).look()).toMatchObject({ code: 'clock-apart', facts: { seconds: 60 } });
  });
});
