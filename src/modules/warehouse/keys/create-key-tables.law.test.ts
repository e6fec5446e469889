import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Rights } from '#api/rights.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { silentLog } from '#platform/log/log.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import { answerRecords, type RecordsAnswer } from '../postgrest/answer-records.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from '../testing/sample-store.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { createKeyTables, type KeyTables } from './create-key-tables.ts';
import type { Masks } from './key-cells.ts';

// The law: with tables of keys and without, every question has the same answer, byte for byte, for whoever asks.

let store: SampleStore;
let engine: Engine;
let keyTables: KeyTables;
const cursorKey = randomBytes(32);

// Files are made by processes of their own, which let others go first.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Keys that sort, compare or are written in unusual ways. */
const odd = [
  '', ' ', 'a', 'A', 'a ', 'a"b', 'a\\b', 'a/b', 'a\tb', 'a\nb', '\u0001', '\u007F', '\u2028', 'é', 'e\u0301', 'ế', 'Đ',
  '\uE000', '\uFFFD', '𝒳', '😀', "l'an", '0', '00', '-0', '10', '9', 'null', '{}',
]; // prettier-ignore

const columns = [
  sampleColumn('ma'),
  sampleColumn('so', 'BIGINT'),
  { ...sampleColumn('lon', 'BIGINT'), wide: true },
  sampleColumn('ngay', 'DATE'),
  sampleColumn('xa'),
  sampleColumn('ten'),
  sampleColumn('noi_o'),
  sampleColumn('sinh', 'DATE'),
  sampleColumn('luc', 'TIMESTAMP'),
  sampleColumn('gio', 'TIME'),
  sampleColumn('ty_le', 'DOUBLE'),
  sampleColumn('tien', 'DECIMAL(18,2)'),
  sampleColumn('dung', 'BOOLEAN'),
] as const;

const masks: Masks = {
  ten: 'initials',
  noi_o: 'commune',
  sinh: 'year',
  lon: 'last4',
  luc: 'year',
  tien: 'hide',
  ty_le: 'hide',
  dung: 'last4',
};

const rowsSql = `
  select case when i < ${odd.length} then list_extract([${odd.map(quote).join(', ')}], i + 1) else 'K-' || i end as ma,
    (i * 7919) % 3001 - 1500 as so, 9007199254740993 + i as lon, date '2020-01-01' + i::int as ngay,
    case i % 4 when 0 then '24133' when 1 then '24280' when 2 then 'x "y"' end as xa,
    case i % 5 when 0 then null when 1 then 'Nguyễn Văn An' when 2 then '' when 3 then 'H’Hen' || chr(10) || 'Niê'
      else repeat('Ê', 40) end as ten,
    case when i % 3 > 0 then 'Số ' || i || ', xã Cư M''gar, tỉnh Đắk Lắk' end as noi_o,
    case when i % 7 > 0 then date '1930-01-01' + (i * 11)::int end as sinh,
    case when i % 6 > 0 then timestamp '2024-02-29 00:00:00' + to_microseconds(i * 1234567) end as luc,
    case when i % 6 > 0 then time '00:00:00' + to_seconds(i) end as gio,
    case i % 5 when 0 then 'nan'::double when 1 then 'infinity'::double when 2 then -0.0 when 3 then i / 7 end as ty_le,
    case when i % 2 > 0 then (i * 1234567 / 100)::decimal(18,2) end as tien, case i % 3 when 0 then true when 1 then false end as dung
  from range(3000) as t(i)`;

const keys = [['ma'], ['so', 'ma'], ['ma', 'ngay'], ['ngay'], ['lon']] as const;
const roles: Readonly<Record<string, Rights>> = {
  'who sees everything': { fields: {} },
  'who sees masks': { fields: masks },
  'who sees his own rows as they are': { fields: masks, unmaskedRows: { field: 'xa', value: '24133' } },
  'who reaches his own rows only': { fields: {}, rows: { field: 'xa', value: 'x "y"' } },
  'who reaches and sees by a field that is no text': {
    fields: masks,
    rows: { field: 'dung', value: 'true' },
    unmaskedRows: { field: 'gio', value: '00:00:01' },
  },
  'whose rows go by a field that there is not': { fields: masks, unmaskedRows: { field: 'khong_co', value: 'x' } },
  'who sees other masks': { fields: { ten: 'last4', sinh: 'hide' } },
  'to whom a part of the key is masked': { fields: { ma: 'hide', so: 'hide', ngay: 'year', lon: 'last4' } },
};

beforeAll(async () => {
  store = await createSampleStore();
  engine = await createEngine({ dataFolder: store.folder });
  keyTables = await createKeyTables({ dataFolder: store.folder, clock: systemClock, log: silentLog, fromRows: 1 });
});
afterAll(async () => {
  await keyTables.close();
  engine.close();
  await store.close();
});

describe.for(keys)('by %s', (key) => {
  let schema: DatasetSchema;
  let snapshot: Snapshot;
  let stored: readonly (readonly string[])[];

  beforeAll(async () => {
    schema = { columns, key, partitionBy: [] };
    snapshot = await store.publish(`by-${key.join('-')}`, schema, rowsSql, 1_100);
    stored = await keysOf(key);
    keyTables.prepare({ dataset: `by-${key.join('-')}`, schema, masks, snapshot });
    await keyTables.settled();
  });

  test.for(Object.entries(roles))('%s is answered the same with and without', async ([, rights]) => {
    const ask = (address: URLSearchParams, headers: Record<string, string>, lookUp?: KeyTables['lookUp']) =>
      answerRecords(
        { engine, snapshotsFolder: store.snapshotsFolder, cursorKey, ...(lookUp && { lookUp }) },
        {
          dataset: `by-${key.join('-')}`,
          schema,
          rights,
          masks,
          asker: 'a',
          path: '/records',
          parameters: address,
          headers,
          findSnapshot: () => Promise.resolve(snapshot),
        },
      ).catch((error: unknown) => error as RecordsAnswer);
    let known = 0;
    const compare = async (address: URLSearchParams, headers: Record<string, string>) => {
      const answer = await ask(address, headers, async (question) => {
        const found = await keyTables.lookUp(question);
        if (found !== undefined) known += 1;
        return found;
      });
      expect(answer, String(address)).toEqual(await ask(address, headers));
    };
    expect(snapshot.files).toHaveLength(3);
    const addressOf = (values: readonly string[]) =>
      new URLSearchParams(key.map((name, index) => [name, `eq.${values[index]}`]));
    await fc.assert(
      fc.asyncProperty(questions(key), async ({ row, absent, select, prefer, accept, limit }) => {
        const values = key.map((name, index) => (absent === index ? other[name] : stored[row]?.[index]) ?? '');
        const address = addressOf(values);
        if (select !== undefined) address.set('select', select);
        if (limit !== undefined) address.set('limit', limit);
        await compare(address, { prefer, accept });
      }),
      { numRuns: lawRuns(5) },
    );
    known = 0;
    await compare(addressOf(stored[2_000] ?? []), {});
    const { rows, unmaskedRows } = rights;
    const isTold = [rows, unmaskedRows].every((restriction) => restriction === undefined || restriction.field === 'xa');
    const ofOtherMasks = rights.fields['ten'] === 'last4' || rights.fields['ma'] === 'hide';
    expect(known).toBe(isTold && !ofOtherMasks && !key.some((name) => Object.hasOwn(rights.fields, name)) ? 1 : 0);
  });
});

/** Values that no row has, or that are none of the field's. */
const other: Readonly<Record<string, string>> = { ma: 'K-', so: '+0005000', ngay: '2024-02-30', lon: '12x' };

function questions(key: readonly string[]) {
  return fc.record({
    row: fc.oneof(fc.nat(odd.length), fc.nat(2_999)),
    absent: fc.oneof({ weight: 5, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(key.length - 1) }),
    select: fc.constantFrom(undefined, undefined, 'ma,ten', 'n:ten,sinh,"tên":xa', 'ten,ten', 'ten,ten:xa', 'khong_co'),
    prefer: fc.constantFrom('', 'count=exact'),
    accept: fc.constantFrom(
      '*/*',
      'application/vnd.pgrst.object+json',
      'application/vnd.pgrst.array+json;nulls=stripped',
    ),
    limit: fc.constantFrom(undefined, undefined, undefined, '0', '1'),
  });
}

async function keysOf(key: readonly string[]): Promise<readonly (readonly string[])[]> {
  const list = key.map((name) => `cast(${name} as varchar)`).join(', ');
  const reader = await store.connection.runAndReadAll(`select ${list} from (${rowsSql})`);
  return reader.getRowsJson().map((row) => row.map(String));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
