import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadMode } from '#api/loads.ts';
import { datasetSchemaOf, parseContract } from '#modules/catalog/index.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { checkSeveral } from './check-several.ts';
import { createRemembered } from './check-small.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-several-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
const heading = 'xa,ma,so\n';
/** In order, at fault, in another encoding, unreadable, and in order once more. */
const files = [
  `${heading}24133,1,5\n`,
  `${heading}24154,1,nhiều\n24154,2,7\n`,
  `${heading}24155,1,"7"\n24155,"2\n3",8\n`,
  'cột,lạ\n1,2\n',
  `${heading}24156,1,5\n`,
];

async function check(texts: readonly string[], mode: LoadMode = 'replace') {
  const staging = await mkdtemp(join(folder, 'staging-'));
  const parsed = parseContract(
    makeContract({
      id: 'nho',
      fields: [
        { name: 'xa', logicalType: 'string', ...key(1) },
        { name: 'ma', logicalType: 'string', ...key(2) },
        { name: 'so', logicalType: 'integer' },
      ],
      facts: { 'daklake.partitionBy': ['xa'] },
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const { contract } = parsed;
  const landed = await mkdtemp(join(folder, 'landed-'));
  const each = texts.map((text, place) => ({
    text,
    file: join(landed, String(place)),
    outcome: join(staging, `of-${place}`),
  }));
  for (const { text, file, outcome } of each) {
    await writeFile(file, text);
    await mkdir(outcome);
  }
  const reached: string[] = [];
  const answer = await checkSeveral(
    {
      step: 'check-several',
      shared: {
        contract,
        packs: resolve('packs'),
        mode,
        references: [],
        current: null,
        schema: datasetSchemaOf(contract),
        staging,
        memoryLimit: '128MB',
      },
      files: each.map(({ file, outcome }) => ({
        file,
        fileName: 'a.csv',
        receivedOn: '2026-11-22',
        onTime: null,
        outcome,
      })),
    },
    defaultReadLimits,
    {
      // Whether a stage is told of where it begins.
      onProgress: ({ stage, done }, place) => reached.push(`${place} ${stage}${done === 0 ? '' : ' on'}`),
      remembered: createRemembered(),
    },
  );
  const left = await Promise.all(
    each.slice(0, answer.each.length).map(async ({ outcome }) => ({
      names: (await readdir(outcome)).toSorted(),
      source: existsSync(join(outcome, 'source.json')) ? await readFile(join(outcome, 'source.json'), 'utf8') : null,
    })),
  );
  const told = answer.each.map((one) =>
    one.kind === 'answer' ? { ...one.answer, result: { ...one.answer.result, seconds: 0 } } : one,
  );
  return {
    told,
    left,
    reached: [...new Set(reached)],
    work: (await readdir(staging)).filter((name) => !name.startsWith('of-')),
  };
}

test('each of several files comes to what it comes to alone, and leaves nothing in the way of the next', async () => {
  const together = await check(files);
  const alone = await Promise.all(files.map((text) => check([text])));
  expect(together.told).toEqual(alone.flatMap(({ told }) => told));
  expect(together.left).toEqual(alone.flatMap(({ left }) => left));
  expect(together.told.map((one) => ('kind' in one ? one.kind : 'answer'))).toEqual([
    'answer',
    'answer',
    'answer',
    'failure',
    'answer',
  ]);
  expect(together.reached.filter((stage) => !stage.endsWith(' on'))).toEqual(
    files.flatMap((_, place) => [`${place} reading`, `${place} checking`]),
  );
  expect(together.work).toEqual([]);
});

test('what comes behind a file that replaces rows of one before it is not looked at; rows that are added meet nobody', async () => {
  const meeting = [`${heading}24133,1,5\n`, `${heading}24133,2,5\n`, `${heading}24154,1,5\n`];
  expect((await check(meeting)).told).toHaveLength(2);
  expect((await check(meeting, 'upsert')).told).toHaveLength(3);
});
