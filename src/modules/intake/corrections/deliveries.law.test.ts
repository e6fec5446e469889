import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetSchemaOf, parseContract } from '#modules/catalog/index.ts';
import { storedRowsOf, type StandingRows } from '#modules/warehouse/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { checkFile } from '../worker/check-file.ts';
import { prepareFile } from '../worker/prepare-file.ts';
import type { CheckAnswer, CheckRequest } from '../worker/worker-protocol.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { demandStanding } from './demand-standing.ts';

const parsed = parseContract(
  makeContract({
    id: 'giao-nop',
    fields: [
      { name: 'xa', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
      { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 2, required: true },
      { name: 'so', logicalType: 'integer', required: true },
    ],
    facts: { 'daklake.partitionBy': ['xa'], 'daklake.unitField': 'xa' },
  }),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-deliveries-'));
});
/** A run that time ended early goes on to its end. */
let running: Promise<void> = Promise.resolve();
afterAll(async () => {
  await running.catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

interface Row {
  readonly xa: string;
  readonly ma: string;
  /** Not a number: at fault. */
  readonly so: string;
}
type Checked = CheckRequest & Pick<CheckAnswer, 'result' | 'partitions'>;

interface Load {
  readonly number: number;
  readonly root: number;
  readonly unit: string | null;
  readonly rows: readonly Row[];
  /** By place in the first file: what it was left out as. */
  readonly left: ReadonlyMap<number, 'rejected' | 'duplicate'>;
  readonly outcome: string;
  readonly partitions: readonly string[];
  /** By place: what corrections took in. Of first loads. */
  readonly taken: Map<number, string>;
  readonly takenFiles: string[];
}

type Command =
  | { readonly kind: 'deliver'; readonly unit: string | null; readonly rows: readonly Row[] }
  | { readonly kind: 'correct'; readonly load: number; readonly mends: readonly string[] };

const units = ['24133', '24169', '24121'] as const;
const row = fc.record({
  xa: fc.constantFrom(...units),
  ma: fc.constantFrom('A', 'B', 'C'),
  so: fc.constantFrom('1', '2', 'x'),
});
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant('deliver' as const),
    unit: fc.constantFrom(null, ...units),
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('correct' as const),
    load: fc.nat({ max: 5 }),
    mends: fc.array(fc.constantFrom('3', '4', 'y', ''), { minLength: 6, maxLength: 6 }),
  }),
);

const key = ({ xa, ma }: Row) => `${xa}/${ma}`;
const isFine = ({ so }: Row) => /^\d+$/.test(so);

/** What a check says of rows one after the other, from the rules alone. */
function judge(
  rows: readonly (readonly [place: number, row: Row])[],
  of: {
    readonly unit: string | null;
    readonly held?: ReadonlyMap<string, string>;
    readonly taken?: ReadonlyMap<number, string>;
  },
) {
  const first = new Map(of.held);
  const left = new Map<number, 'rejected' | 'duplicate'>();
  const accepted: (readonly [number, Row])[] = [];
  for (const [place, one] of rows) {
    const before = first.get(key(one));
    const taken = of.taken?.get(place);
    if (before === undefined) first.set(key(one), one.so);
    const content = `${key(one)}/${one.so}`;
    if (before === one.so || taken === content) left.set(place, 'duplicate');
    else if (before !== undefined || taken !== undefined || !isFine(one)) left.set(place, 'rejected');
    else if (of.unit !== null && one.xa !== of.unit) left.set(place, 'rejected');
    else accepted.push([place, one]);
  }
  return { left, accepted };
}

class World {
  readonly loads: Load[] = [];
  readonly rows = new Map<string, string>();
  #current: StandingRows | null = null;
  #runs = 0;
  readonly #folder: string;
  constructor(within: string) {
    this.#folder = within;
  }

  async run(command: Command): Promise<void> {
    if (command.kind === 'deliver') return this.#deliver(command.unit, command.rows);
    const load = this.loads.at(command.load % Math.max(1, this.loads.length));
    if (load !== undefined) await this.#correct(load, command.mends);
  }

  async #deliver(unit: string | null, rows: readonly Row[]): Promise<void> {
    const text = `xa,ma,so\n${rows.map(({ xa, ma, so }) => `${xa},${ma},${so}`).join('\n')}\n`;
    const placed = rows.map((one, index) => [index + 2, one] as const);
    const judged = judge(placed, { unit });
    const touched = new Set(judged.accepted.map(([, { xa }]) => xa));
    const done = await this.#load(text, { unit, placed });
    assert.partialDeepStrictEqual(done.result, countsOf(placed.length, judged));
    await this.#publish(done, { unit, mode: 'replace' });
    for (const held of this.rows.keys()) if (touched.has(held.split('/')[0] ?? '')) this.rows.delete(held);
    for (const [, one] of judged.accepted) this.rows.set(key(one), one.so);
    await this.#expectRows();
    this.loads.push({
      number: this.loads.length,
      root: this.loads.length,
      unit,
      rows,
      left: judged.left,
      outcome: done.outcome,
      partitions: done.partitions ?? [],
      taken: new Map(),
      takenFiles: [],
    });
  }

  async #correct(load: Load, mends: readonly string[]): Promise<void> {
    const chosen = [...load.left.keys()]
      .toSorted((a, b) => a - b)
      .flatMap((place, index): (readonly [number, Row])[] => {
        const so = mends[index];
        const one = load.rows[place - 2];
        return so === undefined || so === '' || one === undefined ? [] : [[place, { ...one, so }]];
      });
    if (chosen.length === 0) return;
    const judged = judge(chosen, { unit: load.unit, held: this.rows, taken: load.taken });
    const body = JSON.stringify({ rows: chosen.map(([place, { so }]) => ({ row: place, values: { so } })) });
    const correction = { unit: load.unit, placed: chosen, corrects: load };
    const done = await this.#load(body, correction);
    // A run that was cut off reads and checks the same bytes again.
    const again = await this.#load(body, correction);
    assert.deepStrictEqual({ ...again.result, seconds: 0 }, { ...done.result, seconds: 0 });
    assert.partialDeepStrictEqual(done.result, countsOf(chosen.length, judged));

    const newer = this.loads.filter(({ number, root }) => number > load.number && root !== load.number);
    const met = judged.accepted.some(([, { xa }]) =>
      newer.some(({ partitions }) => partitions.includes(`{"xa":"${xa}"}`)),
    );
    const family = {
      // Only what the decision looks at.
      root: { id: String(load.number), mode: 'replace', partitions: load.partitions } as Parameters<
        typeof demandStanding
      >[0]['root'],
      corrections: [],
      taken: [],
      others: newer.map(({ number, partitions }) => ({ id: String(number), mode: 'replace' as const, partitions })),
      gone: false,
    };
    if (met) {
      assert.throws(() => demandStanding(family, done.partitions), /newer/);
      return;
    }
    demandStanding(family, done.partitions);
    const own = join(done.outcome, 'taken.parquet');
    const request = { own, taken: [...load.takenFiles, own], root: load.outcome };
    const sums = { ...request, family: [{ load: String(load.number), outcome: load.outcome }] };
    const before = this.#current;
    await this.#publish(done, { unit: load.unit, mode: 'append', sums });
    const counted = this.#corrected;
    this.#current = before;
    await rm(join(done.staging, 'snapshot'), { recursive: true, force: true });
    await this.#publish(done, { unit: load.unit, mode: 'append', sums });
    assert.deepStrictEqual(this.#corrected, counted);
    for (const [place, one] of judged.accepted) {
      this.rows.set(key(one), one.so);
      load.taken.set(place, `${key(one)}/${one.so}`);
    }
    load.takenFiles.push(own);
    await this.#expectRows();
    const taken = [...load.taken.keys()].map((place) => load.left.get(place));
    const expected = {
      load: String(load.number),
      rejected: taken.filter((kind) => kind === 'rejected').length,
      duplicate: taken.filter((kind) => kind === 'duplicate').length,
    };
    assert.deepStrictEqual(this.#corrected, [expected]);
    if (judged.accepted.length > 0) {
      const partitions = [...new Set(judged.accepted.map(([, { xa }]) => `{"xa":"${xa}"}`))];
      this.loads.push({ ...load, number: this.loads.length, root: load.number, left: new Map(), partitions });
    }
  }

  async #load(
    text: string,
    { unit, corrects }: { unit: string | null; placed: readonly unknown[]; corrects?: Load },
  ): Promise<Checked> {
    if (!parsed.ok) throw new Error(JSON.stringify(parsed));
    const contract = parsed.contract;
    const own = join(this.#folder, String((this.#runs += 1)));
    const request = {
      step: 'check' as const,
      file: join(own, 'source'),
      fileName: 'a.csv',
      contract,
      packs: resolve('packs'),
      mode: corrects === undefined ? ('replace' as const) : ('append' as const),
      receivedOn: '2026-11-22',
      ...(unit === null ? {} : { unit: { field: 'xa', value: unit } }),
      current: this.#current,
      schema: datasetSchemaOf(contract),
      onTime: null,
      ...(corrects === undefined
        ? {}
        : {
            correction: {
              body: 'json' as const,
              rights: { fields: {} },
              contract,
              base: corrects.outcome,
              taken: corrects.takenFiles,
            },
          }),
      staging: own,
      outcome: join(own, 'outcome'),
      memoryLimit: '256MB',
    };
    await mkdir(request.outcome, { recursive: true });
    await writeFile(request.file, text);
    const { result, partitions } = await checkFile(request, defaultReadLimits, { onProgress: () => undefined });
    return { ...request, result, partitions };
  }

  #corrected: unknown;
  async #publish(
    done: Checked,
    as: {
      readonly unit: string | null;
      readonly mode: 'replace' | 'append';
      readonly sums?: NonNullable<Parameters<typeof prepareFile>[0]['sums']>;
    },
  ): Promise<void> {
    const output = join(done.staging, 'snapshot');
    const { prepared, sums } = await prepareFile(
      {
        step: 'prepare',
        accepted: [join(done.outcome, 'accepted.parquet')],
        acceptedRows: done.result.accepted,
        current: this.#current,
        schema: done.schema,
        mode: as.mode,
        ...(as.sums === undefined ? {} : { sums: as.sums }),
        ...(as.unit === null ? {} : { unit: { field: 'xa', value: as.unit } }),
        staging: done.staging,
        output,
        memoryLimit: '256MB',
      },
      () => undefined,
    );
    this.#corrected = sums?.corrected;
    if (prepared === null) return;
    const own = relative(this.#folder, output);
    const files = prepared.files.map((file) =>
      file.path.includes('/') ? file : { ...file, path: `${own}/${file.path}` },
    );
    this.#current = storedRowsOf({ files, schema: prepared.schema }, this.#folder);
  }

  async #expectRows(): Promise<void> {
    const duckdb = await openDuckdb({
      threads: 1,
      memoryLimit: '128MB',
      temporaryDirectory: this.#folder,
      allowedDirectories: [this.#folder],
    });
    const connection = await duckdb.connect();
    const files = this.#current?.files ?? [];
    const list = files.map((file) => `'${file}'`).join(', ');
    const read =
      files.length === 0
        ? undefined
        : await connection.runAndReadAll(`select xa || '/' || ma, so::varchar from read_parquet([${list}])`);
    connection.closeSync();
    duckdb.close();
    const held = (read?.getRowsJson() ?? []).map(([one, so]) => [String(one), String(so)] as const);
    assert.deepStrictEqual(new Map(held), this.rows);
    assert.equal(held.length, this.rows.size);
  }
}

function countsOf(received: number, { left, accepted }: ReturnType<typeof judge>) {
  const kinds = [...left.values()];
  return {
    received,
    accepted: accepted.length,
    rejected: kinds.filter((kind) => kind === 'rejected').length,
    duplicate: kinds.filter((kind) => kind === 'duplicate').length,
  };
}

test(
  'deliveries of several units and their corrections come to what a plain map says; nobody touches a neighbour',
  async () => {
    expect(parsed.ok).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 7 }), async (commands) => {
        running = runAll(commands);
        await running;
      }),
      // Every run reads, checks and writes files: so many as there is time for.
      { numRuns: lawRuns(5), interruptAfterTimeLimit: lawRuns(12_000) },
    );
  },
  lawRuns(90_000),
);

async function runAll(commands: readonly Command[]): Promise<void> {
  const world = new World(await mkdtemp(join(folder, 'world-')));
  for (const one of commands) await world.run(one);
}
