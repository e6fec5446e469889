import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadMode } from '#api/loads.ts';
import { datasetSchemaOf, parseContract } from '#modules/catalog/index.ts';
import { storedRowsOf, type StandingRows } from '#modules/warehouse/index.ts';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { checkFile } from './check-file.ts';
import { createRemembered, type Remembered } from './check-small.ts';
import { prepareFile } from './prepare-file.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-small-'));
  duckdb = await openDuckdb({
    threads: 1,
    memoryLimit: '128MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  connection = await duckdb.connect();
});
afterAll(async () => {
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true, force: true });
});

const outcomeFiles = ['accepted', 'rejects', 'findings', 'originals'] as const;
const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
const modes: readonly LoadMode[] = ['replace', 'upsert', 'append'];

function contractOf(mode: LoadMode) {
  const own = (position: number) => (mode === 'append' ? {} : key(position));
  const parsed = parseContract(
    makeContract({
      id: 'nho',
      fields: [
        { name: 'xa', logicalType: 'string', ...own(1) },
        { name: 'ma', logicalType: 'string', ...own(2) },
        { name: 'so', logicalType: 'integer' },
        { name: 'ngay', logicalType: 'date' },
      ],
      facts: { 'daklake.loadMode': mode, ...(mode === 'append' ? {} : { 'daklake.partitionBy': ['xa'] }) },
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.contract;
}

/** What a check left: its answer, its rows in their columns and types, and who wrote those that it accepted. */
async function check(
  text: string,
  as: { readonly mode: LoadMode; readonly current: StandingRows | null; readonly remembered: Remembered },
) {
  const own = await mkdtemp(join(folder, 'load-'));
  const contract = contractOf(as.mode);
  const request = {
    step: 'check' as const,
    file: join(own, 'source'),
    fileName: 'a.csv',
    contract,
    packs: resolve('packs'),
    mode: as.mode,
    receivedOn: '2026-11-22',
    references: [],
    current: as.current,
    schema: datasetSchemaOf(contract),
    onTime: true,
    staging: own,
    outcome: join(own, 'outcome'),
    memoryLimit: '128MB',
  };
  await mkdir(request.outcome, { recursive: true });
  await writeFile(request.file, text);
  const told = { onProgress: () => undefined, remembered: as.remembered };
  const answer = await checkFile(request, defaultReadLimits, told).then(
    (found) => ({ ...found, result: { ...found.result, seconds: 0 } }),
    (error: unknown) => String(error),
  );
  if (typeof answer === 'string') return { request, answer };
  const files = [];
  for (const name of outcomeFiles) {
    const from = `read_parquet('${join(request.outcome, `${name}.parquet`)}')`;
    const described = await connection.runAndReadAll(`select column_name, column_type from (describe from ${from})`);
    const rows = (await connection.runAndReadAll(`from ${from}`)).getRowsJson().map((row) => JSON.stringify(row));
    // Only of rows without a key the order is promised to those who put them together.
    files.push([described.getRowsJson(), name === 'accepted' && as.mode !== 'append' ? rows.toSorted() : rows]);
  }
  const source = await readFile(join(request.outcome, 'source.json'), 'utf8');
  return { request, answer, files, source };
}

async function withoutEngine(outcome: string): Promise<boolean> {
  const file = join(outcome, 'accepted.parquet');
  const written = await connection.runAndReadAll(`select created_by from parquet_file_metadata('${file}')`);
  return written.getRowsJson()[0]?.[0] === 'daklake';
}

interface Row {
  readonly xa: string;
  readonly ma: number;
  readonly so: string;
  readonly ngay: string;
}

/** Cells in order, nearly all of them. */
const clean = fc.record({
  xa: fc.constantFrom('24133', '24154', 'Ea Kao'),
  ma: fc.nat(999),
  so: fc.constantFrom('1', '-20', ''),
  ngay: fc.constantFrom('2026-05-07', ''),
});
/** Those of which no sieve is sure: blanks, signs that are written in several ways, numbers and days for people. */
const doubtful = fc.record({
  xa: fc.constantFrom("Cư M'gar", ' 24133', 'a\\b', ''),
  ma: fc.nat(3),
  so: fc.constantFrom('007', '1.000', 'nhiều', '5'),
  ngay: fc.constantFrom('7/5/2026', 'mai', '2026-05-07'),
});
const rows = fc.oneof(
  { weight: 3, arbitrary: fc.array(clean, { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(clean, doubtful), { minLength: 1, maxLength: 5 }) },
);
/** One after the other, so that each meets what those before it left: values that are not there, partitions that nobody filled. */
const known: readonly (readonly Row[])[] = [
  [{ xa: '24133', ma: 1, so: '', ngay: '' }],
  [
    { xa: '24154', ma: 2, so: '3', ngay: '2026-05-07' },
    { xa: '24133', ma: 3, so: '', ngay: '2026-05-07' },
  ],
  [{ xa: '24154', ma: 9, so: '3', ngay: '2026-05-07' }],
];

test('a small file comes to the same without an engine, whatever stands and in whatever mode it comes', async () => {
  const usual = createRemembered();
  const engine = createRemembered({ upTo: -1 });
  const standing = new Map<LoadMode, StandingRows | null>();
  for (const mode of modes)
    standing.set(mode, await snapshotOf('24133,1,5,\n24133,2,6,\nEa Kao,3,7,2026-01-02\n', mode));
  let spared = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...modes), fc.boolean(), rows, async (mode, stands, sent) => {
      const lines = sent.map(({ xa, ma, so, ngay }) => `${xa},${ma},${so},${ngay}\n`);
      const text = `xa,ma,so,ngay\n${lines.join('')}`;
      const current = stands ? (standing.get(mode) ?? null) : null;
      const { request, ...own } = await check(text, { mode, current, remembered: usual });
      const { request: _, ...all } = await check(text, { mode, current, remembered: engine });
      expect(own).toEqual(all);
      if (typeof own.answer !== 'string' && (await withoutEngine(request.outcome))) spared += 1;
    }),
    {
      numRuns: lawRuns(6) + modes.length * known.length,
      examples: modes.flatMap((mode) => known.map((sent): [LoadMode, boolean, Row[]] => [mode, true, [...sent]])),
    },
  );
  expect(spared).toBeGreaterThanOrEqual(modes.length * known.length);
});

/** The accepted rows of a file, as a state of the dataset. */
async function snapshotOf(rows: string, mode: LoadMode): Promise<StandingRows | null> {
  const { request } = await check(`xa,ma,so,ngay\n${rows}`, { mode, current: null, remembered: createRemembered() });
  const output = join(request.staging, 'snapshot');
  const { prepared } = await prepareFile(
    {
      step: 'prepare',
      accepted: [join(request.outcome, 'accepted.parquet')],
      acceptedRows: 3,
      current: null,
      schema: request.schema,
      mode,
      staging: request.staging,
      output,
      memoryLimit: '128MB',
    },
    () => undefined,
  );
  if (prepared === null) throw new Error('There is no snapshot');
  const files = prepared.files.map((file) => ({
    ...file,
    path: `${request.staging.split('/').at(-1)}/snapshot/${file.path}`,
  }));
  return storedRowsOf({ files, schema: prepared.schema }, folder);
}
