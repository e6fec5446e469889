import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { reportSchema } from '../../scripts/reports/schema.ts';
import { migrations } from '../../src/app/migrations.ts';
import { platformMigrations } from '../../src/platform/database/platform-migrations.ts';
import { createTestDatabase } from '../support/database.ts';

/** Brings a database forward in a process of its own; `ran` is undefined where that was killed before it was done. */
async function startMigrating(connectionString: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'migrate.child.ts'), connectionString], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const atWork = new Promise<void>((done) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      done();
    });
  });
  const ran = once(child, 'close').then(() => {
    const line = output.split('\n')[1];
    return line ? (JSON.parse(line) as readonly string[]) : undefined;
  });
  await atWork;
  return { child, ran };
}

const roomSteps = migrations.map(({ id }) => id);

test('two processes at once bring a database forward as one would, each step once', async () => {
  await using undo = new AsyncDisposableStack();
  const [raced, alone] = [await createTestDatabase({ migrations: [] }), await createTestDatabase()];
  undo.defer(raced.close);
  undo.defer(alone.close);
  const both = await Promise.all([startMigrating(raced.connectionString), startMigrating(raced.connectionString)]);
  const ran = (await Promise.all(both.map(({ ran: ids }) => ids))).map((ids) => ids ?? []);
  expect(ran.flat().toSorted()).toEqual(roomSteps.toSorted());
  expect(await reportSchema(raced.database)).toBe(await reportSchema(alone.database));
  const third = await startMigrating(raced.connectionString);
  expect(await third.ran).toEqual([]);
});

test('a process that is killed at any step leaves whole steps, and the next one does the rest', async () => {
  await using undo = new AsyncDisposableStack();
  const [killed, alone] = [await createTestDatabase({ migrations: [] }), await createTestDatabase()];
  undo.defer(killed.close);
  undo.defer(alone.close);
  for (let round = 0; round < 6; round += 1) {
    const { child, ran } = await startMigrating(killed.connectionString);
    await sleep(Math.random() * 120);
    child.kill('SIGKILL');
    await ran;
  }
  const last = await startMigrating(killed.connectionString);
  expect(await last.ran).toBeDefined();
  expect(await reportSchema(killed.database)).toBe(await reportSchema(alone.database));
  const done = await killed.database.selectFrom('platform.migrations').select('id').execute();
  const known = [...platformMigrations.map(({ id }) => id), ...roomSteps];
  expect(done.map(({ id }) => id as string).toSorted()).toEqual(known.toSorted());
});
