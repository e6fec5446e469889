import { describe, expect, test } from 'vitest';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

const communes = '{"24001":{"ten":"Ea Kao","so":1},"24002":{"ten":"Ea Tu","so":2}}';

describe('records that are members of an object, each under its key', () => {
  test.each([
    ['alone', communes],
    ['in an answer', `{"status":"ok","total":2,"data":${communes}}`],
    ['deeper', `{"result":{"code":0,"items":${communes}}}`],
    ['beside a shorter list', `{"data":${communes},"links":[{"next":"x"}]}`],
  ])('are rows with the key as a column: %s', async (_, document) => {
    const { tables, warnings } = await readBytes('a.json', document);
    expect(tables).toMatchObject([
      {
        columns: ['key', 'ten', 'so'],
        rows: [
          ['24001', 'Ea Kao', '1'],
          ['24002', 'Ea Tu', '2'],
        ],
      },
    ]);
    expect(warnings.find(({ code }) => code === 'keys-as-column')).toMatchObject({
      code: 'keys-as-column',
      message: { vi: expect.stringContaining('«key»') as string },
    });
  });

  test('leave a field of that name what it is, and years as fields behind the key', async () => {
    const record = '{"key":"x","2024":5,"2025":6}';
    expect(await readOnlyTable('a.json', `{"a":${record},"b":${record}}`)).toMatchObject({
      columns: ['_key', '2024', '2025', 'key'],
      rows: [
        ['a', '5', '6', 'x'],
        ['b', '5', '6', 'x'],
      ],
    });
  });

  test('of several kinds are several tables, by name', async () => {
    const kinds = '{"1":{"gia":1,"loai":"A"},"2":{"gia":2,"loai":"B"},"3":{"gia":3,"loai":"C"}}';
    const { tables } = await readBytes('a.json', `{"xa":${communes},"cay":${kinds}}`);
    expect(tables.map(({ name, columns, rowCount }) => [name, columns, rowCount])).toEqual([
      ['xa', ['key', 'ten', 'so'], 2],
      ['cay', ['key', 'gia', 'loai'], 3],
    ]);
  });

  test('hold objects by keys of their own, which may be more than the records are', async () => {
    const months = JSON.stringify(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [at + 1, { so: at }])));
    const records = `{"24001":{"ten":"Ea Kao","thang":${months}},"24002":{"ten":"Ea Tu","thang":${months}}}`;
    for (const document of [records, `{"data":${records}}`, `{"data":${records},"meta":{"nguon":"x"}}`]) {
      const { tables } = await readBytes('a.json', document);
      expect(tables.map(({ rowCount }) => rowCount)).toEqual([2]);
      expect(tables[0]?.columns.slice(0, 3)).toEqual(['key', 'ten', 'thang.1.so']);
      expect(tables[0]?.rows.map((row) => row.at(-1))).toEqual(['11', '11']);
    }
  });

  test.each([
    ['an empty one', '"c":null', ['c']],
    [
      'one that is a text, beside many',
      '"24003":{"ten":"A","so":1},"24004":{"ten":"B","so":2},"24005":{"ten":"C","so":3},"ghi_chu":"x"',
      ['ghi_chu'],
    ],
  ])('are rows beside %s, which is told', async (_, more, odd) => {
    const { tables, warnings } = await readBytes('a.json', `${communes.slice(0, -1)},${more}}`);
    expect(tables[0]).toMatchObject({ columns: ['key', 'ten', 'so'], rowCount: odd[0] === 'c' ? 2 : 5 });
    expect(warnings.find(({ code }) => code === 'values-around-ignored')?.message.vi).toContain(`«${odd[0]}»`);
  });

  test('are rows with all keys that lead to them, also where one of those leads to a single record', async () => {
    const districts = `{"Lắk":${communes},"Ea Kar":{"24090":{"ten":"Ea Tih","so":3}}}`;
    for (const [document, above] of [
      [districts, []],
      [`{"data":{"Đắk Lắk":${districts},"Đắk Nông":{"Cư Jút":{"24640":{"ten":"Tâm Thắng","so":4}}}}}`, ['Đắk Lắk']],
    ] as const) {
      const { columns, rows } = await readOnlyTable('a.json', document);
      const keys = [...above, 0, 1].map((_, level) => `key ${level + 1}`);
      expect(columns).toEqual([...keys, 'ten', 'so']);
      expect(rows.slice(0, 3)).toEqual([
        [...above, 'Lắk', '24001', 'Ea Kao', '1'],
        [...above, 'Lắk', '24002', 'Ea Tu', '2'],
        [...above, 'Ea Kar', '24090', 'Ea Tih', '3'],
      ]);
    }
  });

  test('are one record, and a warning, where more is said beside few of them', async () => {
    const { tables, warnings } = await readBytes('a.json', '{"ten":"A","x":{"a":1},"y":{"a":2},"z":{"a":3}}');
    expect([tables[0]?.rowCount, warnings.map(({ code }) => code)]).toEqual([1, ['keys-as-column']]);
  });

  test('may be more than are parsed at once', async () => {
    const members = Array.from({ length: 3000 }, (_, at) => `"${at}":{"ten":"xã ${at}","d":{"x":${at}}}`);
    const table = await readOnlyTable('a.json', `{"data":{${members.join()}}}`);
    expect(table).toMatchObject({ columns: ['key', 'ten', 'd.x'], rowCount: 3000 });
    expect(table.rows[2999]).toEqual(['2999', 'xã 2999', '2999']);
  });

  test.each([
    ['parts that are not alike', '{"a":{"x":1,"y":2},"b":{"p":3}}'],
    ['parts of something that is said more of', '{"ten":"A","o":{"nay":{"xa":1},"cu":{"xa":2}}}'],
    ['a single record', '{"ten":"A","o":{"xa":1}}'],
  ])('are none where they are %s', async (_, document) => {
    const { tables, warnings } = await readBytes('a.json', document);
    expect(tables[0]?.columns).not.toContain('key');
    expect([tables[0]?.rowCount, warnings]).toEqual([1, []]);
  });

  test('are cells where they hold longer lists', async () => {
    const list = JSON.stringify(Array.from({ length: 9 }, (_, at) => ({ at })));
    expect((await readOnlyTable('a.json', `{"a":{"rows":${list}},"b":{"rows":${list}}}`)).columns).toEqual(['at']);
  });
});
