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

test('[read.lists] lists of records beside each other are tables by their keys; of those that hang elsewhere is told', async () => {
  const read = async (document: string, sheet?: string) => {
    const { tables, warnings } = await readBytes('a.json', document, sheet === undefined ? {} : { sheet });
    return [tables.map(({ name, rowCount }) => [name, rowCount]), warnings.map(({ code }) => code)];
  };
  const three =
    '{"n":3,"xã":[{"x":1}],"h\\u1ed9":[{"y":1},{"y":2}],"meta":{"v":[{"z":1}]},"xã":[{"x":5},{"x":{}}],"e":[]}';
  expect(await read(three)).toEqual([
    [
      ['xã', 1],
      ['hộ', 2],
      ['xã (2)', 2],
    ],
    ['record-lists-ignored'],
  ]);
  expect(await read(three, 'hộ')).toEqual([[['hộ', 2]], ['record-lists-ignored']]);
  await expect(read(three, 'thôn')).rejects.toMatchObject({ code: 'table-not-found' });
  await expect(read('{"a":1}\n{"a":2}', 'a')).rejects.toMatchObject({ code: 'table-not-found' });
  expect(await read('{"items":[{"x":1}],"page":1}', 'items')).toEqual([[['items', 1]], []]);
  expect(await read('{"data":{"a":[{"x":1}],"b":[{"y":[{"z":1},{"z":2}]},{"y":2}]}}')).toEqual([
    [
      ['a', 1],
      ['b', 2],
    ],
    [],
  ]);
  expect(await read('[{"x":1,"list":[{"y":1},{"y":2}]},{"x":2,"list":[{"y":3}]}]')).toEqual([[[null, 2]], []]);
  expect(await read('{"a":[{"y":1},{"y":2}],"b":[1,2],"c":{"z":[]}}')).toEqual([
    [[null, 2]],
    ['values-around-ignored'],
  ]);
  expect(await read('[{"page":1},[{"y":1},{"y":2}]]')).toEqual([[[null, 2]], []]);
  const limits = { ...defaultReadLimits, tables: 2 };
  const late = '{"a":[{"x":1}],"b":[{"x":1}],"c":[{"x":1}],"d":[{"x":1}],"long":[{"y":1},{"y":2}]}';
  for (const document of [three, late])
    await expect(readBytes('a.json', document, { limits })).rejects.toMatchObject({ code: 'too-many-tables' });
});

const answer = (fields: string, records: string) => `{"result":{"fields":${fields},"records":${records},"total":3}}`;
const described = '[{"id":"ma","type":"text"},{"id":"xa","type":"text"},{"id":"ten","type":"text"}]';

test.each([
  ['the description of an answer', answer(described, '[{"ma":"A1","xa":"1"},{"ma":"A2","xa":"2"}]'), ['records']],
  ['a description under keys of the contract', answer(described, '[{"id":1,"ma":"A","xa":"1"}]'), ['records']],
  ['a description beside records without half of the fields', answer(described, '[{"ma":"A1","t":1}]'), ['records']],
  ['a list without the fields of the longest', '{"a":[{"ma":1,"xa":2},{"ma":2,"xa":2}],"b":[{"ma":5}]}', ['a']],
  ['no list with the same fields', '{"a":[{"ma":1,"xa":2}],"b":[{"ma":5,"xa":1,"g":1}]}', ['a', 'b']],
])('[read.lists] under a contract %s is passed over with a warning', async (_, document, names) => {
  const expectedHeadings = [['ma'], ['xa'], ['id']];
  const { tables, warnings } = await readBytes('a.json', document, { expectedHeadings });
  expect(tables.map(({ name }) => name)).toEqual(names);
  expect(warnings.map(({ code }) => code)).toEqual(names.length > 1 ? [] : ['record-lists-ignored']);
});

test('a crosstab is turned by itself where the file has one list, of several where that is asked for', async () => {
  const wide = '[{"xa":"A","Năm 2022":1,"Năm 2023":2,"Năm 2024":3},{"xa":"B","Năm 2022":4,"Năm 2023":5,"Năm 2024":6}]';
  const expectedHeadings = [['xa'], ['nam'], ['sodan', 'giatri']];
  const isWide = async (document: string, longForm?: true) => {
    const options = { expectedHeadings, ...(longForm === undefined ? {} : { longForm }) };
    return (await readBytes('a.json', document, options)).tables[0]?.columns.includes('Năm 2022');
  };
  const several = `{"records":${wide},"fields":[{"id":"xa"}]}`;
  expect(await isWide(`{"records":${wide}}`)).toBe(false);
  expect(await isWide(several)).toBe(true);
  expect(await isWide(several, true)).toBe(false);
});

test.each([
  ['{"huyen":"Lắk","nam":2024,"total":2,"xa":[{"t":1,"k":{"m":1}},{"t":2}]}', '“huyen”, “nam”'],
  ['{"xa":{"ten":"Ea Tu"},"truong":[{"t":1},{"t":2}],"tong":2}', '“xa”, “tong”'],
  ['{"001":{"ten":"A"},"success":true,"003":{"ten":"C","x":[{"y":1},{"y":2}]},"e":[]}', '“001”, “ten”'],
  ['{"success":true,"result":{"records":[{"t":1}],"total_count":1,"_links":{"next":"x"}},"next_page":[]}', null],
])(
  'what stands around a list is told of by its names, but not what answers say of themselves: %s',
  async (document, names) => {
    const { warnings } = await readBytes('a.json', document);
    expect(warnings.map(({ code }) => code)).toEqual(names === null ? [] : ['values-around-ignored']);
    if (names !== null) expect(warnings[0]?.message.en).toContain(`: ${names}.`);
  },
);

test('an answer without a record has none, and what describes its fields is no table on its side', async () => {
  for (const empty of [answer(described, '[ ]'), `{"data":[],"meta":{"columns":${described}}}`])
    await expect(readBytes('a.json', empty)).rejects.toMatchObject({ code: 'table-empty' });
  const { tables } = await readBytes('a.json', described, { expectedHeadings: [['ma'], ['xa'], ['ten']] });
  expect(tables[0]?.columns).toEqual(['id', 'type']);
});

test('a key that a record has twice is told of with its place, however deep it stands', async () => {
  const told = async (text: string) => (await readBytes('a.json', text)).warnings.map(({ message }) => message.en);
  const place = (record: number, key: string, records = '1 record has') =>
    `${records} a key twice, first record ${record}, “${key}”; only the later value was read.`;
  expect(await told('[{"a":1,"b":"a:\\"{"},{"a":1,"a":2},{"b":3},{"b":{"c":[{"x":1,"\\u0078":2}]}}]')).toEqual([
    place(2, 'a', '2 records have'),
  ]);
  expect(await told('{"a":1}\n{"a":{"b":1,"b":1}}\n')).toEqual([place(2, 'b')]);
  expect(await told('{"a":1,"a":1}')).toEqual([place(1, 'a')]);
  expect(await told('{"p":[{"a":1}],"q":[{"z":1},{"z":1,"z":null}]}')).toEqual([`List “q”: ${place(2, 'z')}`]);
  expect(await told('{"tên":"x:y","a":[{"b":{"c":1}},[{"c":":"}]],"__proto__":{"a":1}}')).toEqual([]);
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

test('of SDMX-JSON each observation is a record, by series or flat', async () => {
  const area = { id: 'AREA', values: [{ id: '66', name: 'Đắk Lắk' }, { id: '68' }] };
  const time = { id: 'TIME_PERIOD', values: [{ id: '2022' }, { id: '2023' }] };
  const status = { id: 'OBS_STATUS', values: [{ id: 'P' }] };
  const unit = { id: 'UNIT', values: [{ name: 'người' }] };
  const series = {
    data: {
      dataSets: [
        {
          series: {
            '0': { attributes: [0], observations: { '0': [1918.4, 0], '1': [null, null] } },
            '1': { attributes: [null], observations: { '1': [5] } },
          },
        },
      ],
      structure: {
        dimensions: { series: [area], observation: [time] },
        attributes: { series: [unit], observation: [status] },
      },
    },
  };
  const rows = [
    ['66', '2022', '1918.4', 'P', 'người'],
    ['66', '2023', null, null, 'người'],
    ['68', '2023', '5', null, null],
  ];
  const read = await readBytes('a.json', JSON.stringify(series));
  expect(read).toMatchObject({ format: 'sdmx', warnings: [] });
  expect(read.tables).toMatchObject([{ columns: ['AREA', 'TIME_PERIOD', 'OBS_VALUE', 'OBS_STATUS', 'UNIT'], rows }]);
  const flat = {
    dataSets: [{ observations: { '0:0': [1918.4, 0], '0:1': [null], '1:1': [5] } }],
    structures: [{ dimensions: { observation: [area, time] }, attributes: { observation: [status] } }],
  };
  expect((await readBytes('a.json', JSON.stringify(flat))).tables[0]?.rows).toEqual(rows.map((row) => row.slice(0, 4)));
});

test.each([
  [
    'a.json',
    '[{"a":1},5,[1,2],null,{"a":2}]',
    ['1', null, null, null, '2'],
    [null, '5', '[1,2]', null, null],
    'phần tử 2',
  ],
  ['a.ndjson', '{"a":1}\n{"a":3}\n[1]\n', ['1', '3', null], [null, null, '[1]'], 'phần tử 3'],
])(
  'elements that are no records as the others are keep their values, with a warning: %s',
  async (name, content, a, value, place) => {
    const { tables, warnings } = await readBytes(name, content);
    expect(tables[0]?.columns).toEqual(['a', 'value']);
    expect(tables[0]?.rows).toEqual(a.map((cell, row) => [cell, value[row]]));
    expect(warnings).toMatchObject([
      { code: 'records-mixed', message: { vi: expect.stringContaining(place) as string } },
    ]);
  },
);

test.each([
  ['names beside', '{"columns":["ma","ten"],"index":[0,1],"data":[["01","A"],["02",null]]}', ['«index»']],
  [
    'objects as names, in an answer',
    '{"ok":true,"result":{"meta":[{"name":"ma","type":"x"},{"name":"ten","type":"x"}],"data":[["01","A"],["02",null]]}}',
    [],
  ],
  ['a heading of their own', '{"range":"A1:B3","majorDimension":"ROWS","values":[["ma","ten"],["01","A"],["02"]]}', []],
])('rows that are arrays are read with %s', async (_, content, beside) => {
  const { tables, warnings } = await readBytes('a.json', content);
  expect(tables).toMatchObject([
    {
      columns: ['ma', 'ten'],
      rows: [
        ['01', 'A'],
        ['02', null],
      ],
    },
  ]);
  expect(warnings.map(({ message }) => message.vi)).toEqual(
    beside.map((name) => expect.stringContaining(name) as string),
  );
});

test('an array of arrays in a record is a cell of it', async () => {
  expect(await readOnlyTable('a.json', '{"ten":"A","toa_do":[[1,2],[3,4]]}')).toMatchObject({
    columns: ['ten', 'toa_do'],
    rows: [['A', '[[1,2],[3,4]]']],
  });
});

test('of documents in lines the one that does not end is told by its line', async () => {
  await expect(readBytes('a.ndjson', '{"a":1}\n{"a":2\n{"a":3}\n{"a":4}\n')).rejects.toMatchObject({
    code: 'json-invalid',
    members: { line: 2 },
  });
});
