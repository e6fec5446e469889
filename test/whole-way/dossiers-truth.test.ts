import { execFile } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseContract, type Contract } from '../../src/modules/catalog/index.ts';
import { createDictionary } from '../../src/modules/dictionary/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import { readTables } from '../../src/modules/intake/index.ts';
import {
  checkTables,
  describeRules,
  expectedHeadings,
  readScoring,
  type CheckOutcome,
} from '../../src/modules/quality/index.ts';
import { openDuckdb } from '../../src/platform/duckdb/duckdb.ts';
import { samples } from '../support/samples.ts';

/** Writes dossiers with known faults; stands beside the real files and is no part of the repository. */
const generator = resolve(samples, '../tools/make-dossiers.mjs');
const present = existsSync(generator);
const rowCount = 200_000;

interface Fault {
  readonly line: number;
  readonly kind: string;
  readonly column: string;
  readonly value: string;
  readonly original: string;
}

let folder: string;
let contract: Contract;
let outcome: CheckOutcome;
let faults: readonly Fault[];
let ask: (sql: string) => Promise<readonly (readonly unknown[])[]>;
let close: () => void;

beforeAll(async () => {
  if (!present) return;
  folder = await mkdtemp(join(tmpdir(), 'daklake-truth-'));
  const csv = join(folder, 'dossiers.csv');
  const truth = join(folder, 'truth.ndjson');
  const made = execFile(process.execPath, [generator, String(rowCount), '20261122', '--truth', truth], {
    maxBuffer: 1 << 30,
    encoding: 'buffer',
  });
  if (made.stdout === null) throw new Error('no output');
  await pipeline(made.stdout, createWriteStream(csv));
  faults = (await readFile(truth, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Fault);

  const parsed = parseContract(await readFile('packs/dossiers/contracts/dossiers.odcs.yaml', 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  contract = parsed.contract;
  const staging = join(folder, 'staging');
  await mkdir(staging);
  const read = await readTables(csv, { stagingFolder: staging, expectedHeadings: expectedHeadings(contract) });
  const duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '512MB',
    temporaryDirectory: staging,
    allowedDirectories: [folder],
  });
  const connection = await duckdb.connect();
  const directory = createDirectory({ packs: 'packs' });
  outcome = await checkTables({
    tables: read.tables,
    contract,
    receivedOn: '2026-11-22',
    codeLists: createDictionary({ packs: 'packs', directory }).codeLists,
    scoring: readScoring('packs/quality/scoring.yaml', '2026-11-22'),
    connection,
    folder,
    mode: 'replace',
    existing: { files: [] },
  });
  ask = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
  close = () => {
    connection.closeSync();
    duckdb.close();
  };
}, 120_000);
afterAll(async () => {
  if (!present) return;
  close();
  await rm(folder, { recursive: true, force: true });
});

const fieldOf = (heading: string) => contract.fields.find(({ labels }) => labels.vi === heading)?.name ?? '';
const ofKind = (...kinds: readonly string[]) => faults.filter(({ kind }) => kinds.includes(kind));

/** Lines with a finding of severity error, by field; a rule over several fields counts for each of its line. */
async function errorLines(): Promise<ReadonlySet<string>> {
  const rows = await ask(`select _row, field from read_parquet('${outcome.findings}') where severity = 'error'`);
  return new Set(rows.flatMap(([row, field]) => [String(row), `${String(row)}/${String(field)}`]));
}

test.runIf(present)('received is accepted, rejected and duplicate together', () => {
  const { received, accepted, rejected, duplicate } = outcome.result;
  expect(received).toBe(rowCount);
  expect(accepted + rejected + duplicate).toBe(received);
});

test.runIf(present)('what breaks a rule is found on its line, and nothing else is', async () => {
  const found = await errorLines();
  const inCell = ofKind('lost_zero', 'scientific', 'wrong_commune', 'missing_required', 'duplicate_code');
  const missed = inCell.filter(({ line, column }) => !found.has(`${line}/${fieldOf(column)}`));
  expect(missed).toEqual([]);
  expect(ofKind('returned_before_received').filter(({ line }) => !found.has(`${line}`))).toEqual([]);
  const faulty = new Set(faults.map(({ line }) => String(line)));
  const wronged = [...found].filter((line) => !line.includes('/') && !faulty.has(line));
  expect(wronged.length / rowCount).toBeLessThan(0.001);
});

test.runIf(present)('what can be read right is mended, and its original kept', async () => {
  const originals = new Map(
    (await ask(`select _row, field, original, value from read_parquet('${outcome.originals}')`)).map(
      ([row, field, original, value]) => [`${String(row)}/${String(field)}`, { original, value }] as const,
    ),
  );
  for (const { line, column, value, original, kind } of ofKind('nfd_text', 'date_format', 'fee_dots')) {
    expect(originals.get(`${line}/${fieldOf(column)}`), `${kind} on line ${line}`).toEqual({
      original: value,
      value: original,
    });
  }
  const legacy = ofKind('tcvn3_text').filter(({ value }) =>
    /[^\p{Script=Latin}\s'’ʼ.-]|[¡-¿×÷ÆÇËÎÏÐÑÖØÛÜÞßåæçëîïðñöøûüþÿ]/u.test(value.normalize('NFC')),
  );
  const right = legacy.filter(
    ({ line, column, original }) => originals.get(`${line}/${fieldOf(column)}`)?.value === original,
  );
  expect(legacy.length).toBeGreaterThan(100);
  expect(right.length / legacy.length).toBeGreaterThanOrEqual(0.95);
});

test.runIf(present)('the contract has at least 25 rules', () => {
  expect(describeRules(contract).length).toBeGreaterThanOrEqual(25);
});
