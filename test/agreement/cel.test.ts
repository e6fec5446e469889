import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileCel, readCel } from '#modules/quality/index.ts';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { celValueOf } from '../../web/lib/cel/cel-value-of.ts';
import { evaluateCel, type CelRow } from '../../web/lib/cel/evaluate-cel.ts';
import { lawRuns } from '../support/law-runs.ts';
import { celEdges } from './cel-edges.ts';
import { celExpression } from './cel-expressions.ts';
import { celColumns, celRows } from './cel-rows.ts';

const fields = celColumns.map(({ field }) => field);
let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-agreement-'));
  duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '512MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  connection = await duckdb.connect();
  const values = celRows.map(
    (row, number) => `(${[number, ...row.map((value) => (value === null ? 'null' : quoteText(value)))].join(', ')})`,
  );
  const casts = fields.map((field) => `${field.name}::${columnTypeOf(field)} as ${field.name}`);
  await connection.run(
    `create temp table rows as select _row, ${casts.join(', ')}
     from (values ${values.join(', ')}) as v(_row, ${fields.map(({ name }) => name).join(', ')})`,
  );
});
afterAll(async () => {
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the server finds, one list of truth values a row. */
async function judgeByServer(expressions: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const compiled = expressions.map((expression) => {
    const result = compileCel(expression, fields);
    if (!result.ok) throw new Error(`${expression}: ${result.reason.en}`);
    return result.sql;
  });
  return (await connection.runAndReadAll(`select ${compiled.join(',\n')} from rows order by _row`)).getRowsJson();
}

function judgeByBrowser(expressions: readonly string[]): readonly (readonly unknown[])[] {
  const terms = expressions.map((expression) => {
    const read = readCel(expression, fields);
    if (!read.ok) throw new Error(`${expression}: ${read.reason.en}`);
    // As it travels.
    return JSON.parse(JSON.stringify(read.term)) as typeof read.term;
  });
  return celRows.map((texts) => {
    const row: CelRow = Object.fromEntries(
      fields.map((field, index) => {
        const text = texts[index] ?? null;
        return [field.name, text === null ? null : celValueOf(field.type, text)];
      }),
    );
    return terms.map((term) => evaluateCel(term, row));
  });
}

/** Where the two differ, for people to read. */
async function differencesOf(expressions: readonly string[]): Promise<readonly string[]> {
  const server = await judgeByServer(expressions);
  const browser = judgeByBrowser(expressions);
  return expressions.flatMap((expression, number) =>
    celRows.flatMap((_, row) => {
      const [own, other] = [server[row]?.[number], browser[row]?.[number]];
      return own === other ? [] : [`${expression} of row ${row}: ${String(own)}, in the browser ${String(other)}`];
    }),
  );
}

test('server and browser agree where they could easily differ', async () => {
  expect(await differencesOf(celEdges)).toEqual([]);
});

test('server and browser agree on any expression', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(celExpression, { minLength: 100, maxLength: 100 }), async (expressions) => {
      expect(await differencesOf(expressions)).toEqual([]);
    }),
    { numRuns: lawRuns(10), endOnFailure: true },
  );
});

test('what they agree on is often known, and of either value', async () => {
  const values = (await judgeByServer(fc.sample(celExpression, { numRuns: 200, seed: 1 }))).flat();
  const share = (wanted: unknown) => values.filter((value) => value === wanted).length / values.length;
  expect([share(true), share(false), share(null)].every((part) => part > 0.15)).toBe(true);
});

function columnTypeOf(field: (typeof fields)[number]): string {
  if (field.physicalType?.kind === 'decimal') {
    return `decimal(${field.physicalType.precision}, ${field.physicalType.scale})`;
  }
  const types = {
    string: 'varchar',
    integer: 'bigint',
    number: 'double',
    boolean: 'boolean',
    date: 'date',
    timestamp: 'timestamp',
    time: 'time',
  } as const;
  return types[field.type];
}
