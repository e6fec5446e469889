import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createParquetFile, type ParquetFile } from '#platform/parquet/parquet-file.ts';
import { automatonOf } from '#platform/patterns/automaton/build-automaton.ts';
import { hashOfKey } from './key-table.ts';
import type { SieveField } from './plan-field.ts';
import { rowsTogether, windowSize } from './row-memory.ts';
import { createRowTester, type RowTest } from './sift-rows.ts';
import { daysOf, noDay } from './typed-cells.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sift-rows-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function fieldOf(kind: SieveField['kind'], pattern: string, of: Partial<SieveField> = {}): SieveField {
  const automaton = automatonOf(`\\A(?:${pattern})\\z`);
  if (automaton === undefined) throw new Error(`${pattern} is not understood`);
  const none = { also: [], shortest: 0, longest: Infinity, multipleOf: 1 };
  const widest = { least: -Number.MAX_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER };
  return { name: 'f', required: false, ...none, ...widest, ...of, kind, automaton };
}

function testOf(fields: readonly SieveField[], accepted?: ParquetFile): RowTest {
  return createRowTester(
    { fields, sets: fields.map(() => []), key: [0], conditions: [], applies: new Map() },
    {
      width: fields.length,
      delimiter: 0x2c,
      places: fields.map((_, index) => index),
      keepsValues: accepted !== undefined,
    },
  ).begin(accepted);
}

/** Of rows that end in a line feed, each by itself: whether it is taken. As many as may be are kept together. */
function areTaken(rowTest: RowTest, rows: readonly string[]): readonly boolean[] {
  const buffer = Buffer.from(`${rows.join('\n')}\n\n`);
  let start = 0;
  let waiting = 0;
  const keep = (): void => {
    for (let row = 0; row < waiting; row += 1) rowTest.keep(row);
    waiting = 0;
  };
  const taken = rows.map((row) => {
    if (waiting === rowsTogether || !rowTest.isNear(start)) keep();
    const end = start + Buffer.byteLength(row) + 1;
    const next = rowTest.test(waiting, buffer, start, buffer.length - 1);
    if (next >= 0) {
      expect(next).toBe(end);
      waiting += 1;
    }
    start = end;
    return next >= 0;
  });
  keep();
  return taken;
}

const patterns = [
  '[0-9]{12}',
  '[0-9]\\.[0-9]{6}',
  '(?:[0-9]{3}\\.[0-9]{2}\\.[A-Y][0-9]{2}|[A-Y][0-9]{2}(?:\\.[A-Z0-9]+)*)-[0-9]{6}-[0-9]{4,}',
  '[0-9]{40}[a-f]?',
  'Đã trả kết quả|Đang xử lý|Đang xử lí',
  '(?:abcdef)+',
  '(?:[0-9]{4}[a-z]{4}){5}',
];

test('a cell is taken if, and only if, its pattern admits it', () => {
  const cases = fc.constantFrom(...patterns).chain((pattern) => {
    const right = fc.stringMatching(new RegExp(`^(?:${pattern})$`));
    const spoilt = fc
      .tuple(right, fc.nat(), fc.constantFrom('', '0', 'a', 'z', '\u00ff', '.', '-'), fc.nat({ max: 1 }))
      .map(([text, at, sign, cut]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + sign + text.slice(place + cut);
      });
    return fc.tuple(fc.constant(pattern), fc.array(fc.oneof(right, spoilt), { minLength: 1, maxLength: 12 }));
  });
  fc.assert(
    fc.property(cases, fc.boolean(), ([pattern, cells], isLast) => {
      const fields = [fieldOf('text', '[0-9]+'), fieldOf('text', pattern)];
      const taken = areTaken(
        testOf(isLast ? fields : fields.toReversed()),
        cells.map((cell, row) => (isLast ? `${row},${cell}` : `${cell},${row}`)),
      );
      expect(taken).toEqual(cells.map((cell) => cell === '' || new RegExp(`^(?:${pattern})$`).test(cell)));
    }),
    { numRuns: 60 },
  );
});

test('days, whole numbers and texts come out as they stand, over many windows', async () => {
  const fields = [
    fieldOf('text', '[^,]+', { required: true, shortest: 2, longest: windowSize }),
    fieldOf('date', '[0-9]{4}-[0-9]{2}-[0-9]{2}'),
    fieldOf('integer', '0|-?[1-9][0-9]{0,14}', { multipleOf: 5 }),
  ];
  const pad = (number: number, length: number) => String(number).padStart(length, '0');
  const day = fc
    .tuple(fc.nat({ max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
    .map(([year, month, of]) => `${pad(year, 4)}-${pad(month, 2)}-${pad(of, 2)}`);
  const number = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }).map(String);
  const row = fc.tuple(
    fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom('ab', 'ế', 'ếế', 'x'.repeat(700), 'Nguyễn Thị Ánh') },
      { weight: 1, arbitrary: fc.constantFrom('y'.repeat(windowSize), 'z'.repeat(windowSize - 3)) },
    ),
    fc.oneof(day, fc.constantFrom('', '2024-02-29', '2023-02-29', '1900-02-29', '2000-02-29', '0001-01-01')),
    fc.oneof(number, fc.constantFrom('', '0', '-5', '999999999999995')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 400, size: 'max' }), async (rows) => {
      const path = join(folder, `${(files += 1)}.parquet`);
      const accepted = await createParquetFile(path, [
        { name: 'a', type: 'text', nullable: false },
        { name: 'b', type: 'date', nullable: true },
        { name: 'c', type: 'int64', nullable: true },
      ]);
      const rowTest = testOf(fields, accepted);
      const taken = areTaken(
        rowTest,
        rows.map((cells) => cells.join(',')),
      );
      rowTest.drain();
      const [texts, days, numbers] = accepted.values.map((values) => values.takePages());
      await accepted.discard();
      const isFine = ([text, date, whole]: (typeof rows)[number]): boolean =>
        [...text].length > 1 &&
        Buffer.byteLength([text, date, whole].join(',')) < windowSize &&
        (date === '' || daysOf(Buffer.from(date), 0) !== noDay) &&
        (whole === '' || Number(whole) % 5 === 0);
      expect(taken).toEqual(rows.map(isFine));
      const fine = rows.filter(isFine);
      expect([texts?.count, days?.count, numbers?.count]).toEqual([fine.length, fine.length, fine.length]);
      const dates = fine.flatMap(([, date]) => (date === '' ? [] : [daysOf(Buffer.from(date), 0)]));
      const wholes = fine.flatMap(([, , whole]) => (whole === '' ? [] : [BigInt(whole)]));
      expect(tailOf(days?.data, dates.length * 4)).toEqual(Buffer.from(Int32Array.from(dates).buffer));
      expect(tailOf(numbers?.data, wholes.length * 8)).toEqual(Buffer.from(BigInt64Array.from(wholes).buffer));
      expect(texts?.data).toEqual(
        Buffer.concat(
          fine.flatMap(([text]) => [Buffer.from(Int32Array.of(Buffer.byteLength(text)).buffer), Buffer.from(text)]),
        ),
      );
    }),
    { numRuns: 12 },
  );
});

test('the key of a row has the hash that its cells have', () => {
  const rowTest = createRowTester(
    {
      fields: [fieldOf('text', '[^,]+'), fieldOf('text', '[^,]+')],
      key: [1, 0],
      sets: [[], []],
      conditions: [],
      applies: new Map(),
    },
    { width: 2, delimiter: 0x2c, places: [0, 1], keepsValues: false },
  ).begin(undefined);
  const buffer = Buffer.from('Ea Kao,Đ7\n\n');
  expect(rowTest.test(0, buffer, 0, buffer.length - 1)).toBe(buffer.length - 1);
  expect(rowTest.keyHash(0)).toBe(hashOfKey(['Đ7', 'Ea Kao']));
  expect(rowTest.rawKeyHash(buffer, 0, buffer.length - 2)).toBe(hashOfKey(['Đ7', 'Ea Kao']));
});

function tailOf(data: Buffer | undefined, length: number): Buffer | undefined {
  return data === undefined ? undefined : Buffer.from(data.subarray(data.length - length));
}
