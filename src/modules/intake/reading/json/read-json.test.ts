import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';
import { createElementSplitter } from './split-elements.ts';

test('takes the largest array of objects, wherever it hangs', async () => {
  const document = {
    meta: [{ page: 1 }],
    result: { items: [{ a: 1, tags: [{ x: 1 }, { x: 2 }, { x: 3 }] }, { a: 2 }] },
  };
  const table = await readOnlyTable('a.json', JSON.stringify(document));
  expect(table.columns).toEqual(['a', 'tags']);
  expect(table.rows).toEqual([
    ['1', '[{"x":1},{"x":2},{"x":3}]'],
    ['2', null],
  ]);
});

test('lists of records beside the largest one are told of', async () => {
  const codes = async (document: string) => (await readBytes('a.json', document)).warnings.map(({ code }) => code);
  expect(await codes('{"a":[{"x":1}],"b":[{"y":1},{"y":2}],"c":[{"z":1}]}')).toEqual(['record-lists-ignored']);
  expect(await codes('[{"x":1,"list":[{"y":1},{"y":2}]},{"x":2,"list":[{"y":3}]}]')).toEqual([]);
  expect(await codes('{"a":[{"y":1},{"y":2}],"b":[1,2],"c":{"z":[]}}')).toEqual([]);
  expect(await codes('[{"page":1},[{"y":1},{"y":2}]]')).toEqual([]);
});

test('answers that wrap their rows in an array with a page are read', async () => {
  const table = await readOnlyTable(
    'a.json',
    '[{"page":1,"pages":1},[{"năm":2023,"value":1.5},{"năm":2024,"value":null}]]',
  );
  expect(table).toMatchObject({ columns: ['năm', 'value'], rowCount: 2, rowNumbers: [1, 2] });
});

test('headings are the union of names in the order in which they come', async () => {
  const table = await readOnlyTable('a.json', '[{"b":1},{"a":{"y":true,"x":null},"b":2},{"c":""}]');
  expect(table.columns).toEqual(['b', 'a.y', 'a.x', 'c']);
  expect(table.rows).toEqual([
    ['1', null, null, null],
    ['2', 'true', null, null],
    [null, null, null, ''],
  ]);
});

test('integers keep all their digits, decimals their shortest form', async () => {
  const table = await readOnlyTable('a.json', '[{"a":12345678901234567890,"b":1.50,"c":1e-7,"d":1E3}]');
  expect(table.rows).toEqual([['12345678901234567890', '1.5', '0.0000001', '1000']]);
  expect(table.typedNumbers).toEqual([true, true, true, true]);
});

test('one object is one record; NDJSON counts its lines', async () => {
  expect(await readOnlyTable('a.json', '{"a":1,"b":"x"}')).toMatchObject({ columns: ['a', 'b'], rowCount: 1 });
  expect((await readBytes('a.json', '{"a":1}\n\n{"a":2}')).format).toBe('ndjson');
  expect(await readOnlyTable('a.json', '{"a":1}\n\n{"a":2}')).toMatchObject({ rowNumbers: [1, 3] });
});

test('an object of lists is a table that was written column by column, where they are plain and of one length', async () => {
  const table = await readOnlyTable(
    'a.json',
    '{"xã":["Tân Lập","Ea Kao"],"__proto__":[1,null],"mã":[12345678901234567890,"02"]}',
  );
  expect(table).toMatchObject({ columns: ['xã', '__proto__', 'mã'], rowCount: 2, rowNumbers: [1, 2] });
  expect(table.rows).toEqual([
    ['Tân Lập', '1', '12345678901234567890'],
    ['Ea Kao', null, '02'],
  ]);
  for (const record of ['{"a":[1,2],"b":[1]}', '{"a":[1,2],"b":3}', '{"a":[1,2]}', '{"a":[[1],[2]],"b":[1,2]}']) {
    expect(await readOnlyTable('a.json', record)).toMatchObject({ rowCount: 1 });
  }
});

test('one object that is longer than a row may be is refused before it is held', async () => {
  const limits = { ...defaultReadLimits, rowBytes: 1000 };
  await expect(readBytes('a.json', `{"a":"${'x'.repeat(2000)}"}`, { limits })).rejects.toMatchObject({
    code: 'row-too-long',
  });
});

test('names that objects inherit are headings like any other', async () => {
  const table = await readOnlyTable('a.json', '[{"__proto__":1,"constructor":2,"toString":{"a":3}}]');
  expect(table.columns).toEqual(['__proto__', 'constructor', 'toString.a']);
  expect(table.rows).toEqual([['1', '2', '3']]);
});

test('elements are cut where they end, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.array(fc.nat(20)), (values, cuts) => {
      const bytes = Buffer.from(values.map((value) => JSON.stringify(value)).join(' ,\n'));
      const elements: unknown[] = [];
      const splitter = createElementSplitter(Number.POSITIVE_INFINITY, (text) => elements.push(JSON.parse(text)));
      let from = 0;
      for (const cut of cuts) {
        splitter.push(bytes.subarray(from, from + cut));
        from += cut;
      }
      splitter.push(bytes.subarray(Math.min(from, bytes.length)));
      splitter.end();
      expect(elements).toEqual(JSON.parse(JSON.stringify(values)));
    }),
  );
});
