import { expect, test } from 'vitest';
import { readOnlyTable } from '../testing/read-bytes.ts';

test.each([
  ['an object', '[{"page":1,"total":2},{"value":[{"year":"2020","v":1},{"year":"2021","v":2},{"year":"2022","v":3}]}]'],
  ['an array', '[{"page":1,"total":2},[{"year":"2020","v":1},{"year":"2021","v":2},{"year":"2022","v":3}]]'],
])('of a page of an API the records in %s are the table', async (_, text) => {
  const table = await readOnlyTable('a.json', text);
  expect(table.columns).toEqual(['year', 'v']);
  expect(table.rows).toEqual([
    ['2020', '1'],
    ['2021', '2'],
    ['2022', '3'],
  ]);
});

test.each([
  ['begin alike', '[{"id":1,"items":[{"a":1},{"a":2},{"a":3}]},{"id":2,"items":[{"a":4}]}]', 2],
  [
    'are many',
    `[${['a', 'b', 'c', 'd'].map((key) => `{"${key}":[{"x":1},{"x":2},{"x":3},{"x":4},{"x":5}]}`).join()}]`,
    4,
  ],
  ['hold less than they are', '[{"a":1},{"b":[{"x":1}]}]', 2],
])('records that %s keep the lists in them as cells', async (_, text, rows) => {
  expect((await readOnlyTable('a.json', text)).rowCount).toBe(rows);
});
