import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sumSql } from '../query/sum-sql.ts';
import { createAnswerCache } from './answer-cache.ts';
import { createEngine, type Engine, type EngineOptions } from './create-engine.ts';

let folder: string;
const engines: Engine[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-engine-'));
});
afterAll(async () => {
  for (const engine of engines) engine.close();
  await rm(folder, { recursive: true });
});

async function engineWith(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await createEngine({ dataFolder: folder, threads: 1, ...options });
  engines.push(engine);
  return engine;
}

/** Runs for minutes if it is let. */
const endless =
  'select cast(count(*) as varchar) from range(10000000) as a(i), range(10000000) as b(j) where i * j % 7 = 3';

test('stops a query that takes too long, and goes on answering', async () => {
  const engine = await engineWith({ timeoutMilliseconds: 200, concurrency: 1 });
  await expect(engine.read(endless)).rejects.toMatchObject({ code: 'query-too-long', kind: 'unavailable' });
  expect(await engine.read(`select 'a'`)).toEqual([['a']]);
});

test('turns away what could not even wait', async () => {
  const engine = await engineWith({ timeoutMilliseconds: 300, concurrency: 1, queue: 1 });
  const first = engine.read(endless);
  const second = engine.read(`select 'waited'`);
  await expect(engine.read(`select 'third'`)).rejects.toMatchObject({ code: 'engine-busy' });
  await expect(first).rejects.toMatchObject({ code: 'query-too-long' });
  expect(await second).toEqual([['waited']]);
});

test('says when a query needs more memory than it may have', async () => {
  const engine = await engineWith({ memoryLimit: '50MB' });
  const greedy = `select max(x) from (select string_agg(repeat('x', 1000), '') as x from range(1000000) as t(i))`;
  await expect(engine.read(greedy)).rejects.toMatchObject({ code: 'query-too-large' });
});

test('says when an answer is longer than the server can hold', async () => {
  const engine = await engineWith({ concurrency: 1 });
  for (const rows of [100, 1000]) {
    const giant = engine.read(`select repeat('x', 1000000) as record from range(${rows})`);
    await expect(giant).rejects.toMatchObject({ code: 'query-too-large' });
    expect(await engine.read(`select 'a'`)).toEqual([['a']]);
  }
});

test('says when a sum has more digits than the engine counts', async () => {
  const engine = await engineWith();
  const most = `(values (${'9'.repeat(38)}::decimal(38,0)), (${'9'.repeat(38)}::decimal(38,0))) as t(x)`;
  for (const sql of [
    `select cast(${sumSql('x', { type: 'DECIMAL(38,0)' })} as varchar) from ${most}`,
    `select cast(sum(x) as varchar) from (select * from ${most} order by x)`,
  ]) {
    await expect(engine.read(sql)).rejects.toMatchObject({ code: 'sum-too-large', kind: 'unprocessable' });
  }
});

test.for([
  `select content from read_text('/etc/hostname')`,
  `copy (select 1) to '/tmp/daklake-escaped.csv'`,
  `install httpfs`,
  `set memory_limit = '10GB'`,
])('sees nothing beyond its folders: %s', async (sql) => {
  await expect((await engineWith()).read(sql)).rejects.toThrow(/disabled|locked|Permission|not allowed|forbidden/i);
});

test('the cache forgets what was used longest ago, and keeps no giant', () => {
  const cache = createAnswerCache<string>(32_000);
  for (let n = 0; n < 15; n += 1) cache.set(`q${n}`, 'an answer', 1_600);
  expect(cache.get('q0')).toBe('an answer');
  for (let n = 15; n < 25; n += 1) cache.set(`q${n}`, 'an answer', 1_600);
  expect(cache.get('q0')).toBe('an answer');
  expect(cache.get('q1')).toBeUndefined();
  cache.set('giant', 'an answer', 4_000);
  expect(cache.get('giant')).toBeUndefined();
});

test('what many ask at once is made once, and a failure is not kept', async () => {
  const cache = createAnswerCache<string>(32_000);
  const { promise, resolve } = Promise.withResolvers<string>();
  let made = 0;
  const ask = () =>
    cache.find(
      'q',
      () => ((made += 1), promise),
      () => 10,
    );
  const asked = [ask(), ask(), ask()];
  resolve('an answer');
  expect(await Promise.all(asked)).toEqual(['an answer', 'an answer', 'an answer']);
  expect([await ask(), made]).toEqual(['an answer', 1]);
  const failing = () =>
    cache.find(
      'broken',
      () => Promise.reject(new Error('no')),
      () => 10,
    );
  await expect(Promise.all([failing(), failing()])).rejects.toThrow('no');
  expect(
    await cache.find(
      'broken',
      async () => 'mended',
      () => 10,
    ),
  ).toBe('mended');
});
