import { PostgrestClient } from '@supabase/postgrest-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPlatform } from '../support/platform.ts';
import { startWithEveryType } from './every-type.ts';

// PostgREST's own client, as its documentation has it used, against the running platform.

interface Row extends Record<string, unknown> {
  readonly ma: string;
  readonly ten: string | null;
  readonly so: number | null;
  readonly lon: string | null;
  readonly ty_le: number | null;
  readonly tien: string | null;
  readonly ngay: string | null;
  readonly luc: string | null;
  readonly gio: string | null;
  readonly dung: boolean | null;
  readonly vi_do: number | null;
  readonly kinh_do: number | null;
  readonly nguoi: string | null;
}
interface Database {
  readonly public: {
    Tables: { records: { Row: Row; Insert: Partial<Row>; Update: Partial<Row>; Relationships: [] } };
    Views: Record<never, never>;
    Functions: Record<never, never>;
  };
}

const csv = `ma,ten,so,lon,ty_le,tien,ngay,luc,gio,dung,vi_do,kinh_do,nguoi
A1,Đắk Lắk,1,9223372036854775807,0.5,123456789012345678.90,2024-02-29,2024-02-29T23:59:58+07:00,07:30:00,true,12.7,108.05,Nguyễn Văn An
A2,"Ea H’leo, (mới)",-5,1,-1.25,0.01,1999-12-31,2020-01-01T00:00:00Z,23:59:59,false,,,H’Hen Niê
A3,"nói ""vâng""",,,,,,,,,,,
A4,buôn a.b:c,7,2,0.5,1,2024-02-29,,,true,,,
A5,100%_\\x,7,3,2,2,,,,,,,
`;
let platform: TestPlatform;
let address: string;
let steward: Record<string, string>;

beforeAll(async () => {
  ({ platform, steward } = await startWithEveryType());
  address = `${platform.address}/api/v1/datasets/moi-kieu`;
  const load = await platform.load('moi-kieu', csv, { headers: steward });
  if (load.state !== 'published' || load.result?.accepted !== 5) throw new Error(JSON.stringify(load));
});
afterAll(() => platform.close());

const records = (headers: Record<string, string> = steward) =>
  new PostgrestClient<Database>(address, { headers, retry: false }).from('records');
/** Which rows an answer has. */
const keys = ({
  data,
  error,
}: {
  readonly data: readonly { readonly ma: string }[] | null;
  readonly error: unknown;
}) => (error === null ? data?.map((row) => row.ma) : error);

describe('rows', () => {
  test('come with the types that the contract declares', async () => {
    const { data, error, status } = await records().select('*').eq('ma', 'A1');
    expect([status, error]).toEqual([200, null]);
    expect(data).toEqual([
      {
        ma: 'A1',
        ten: 'Đắk Lắk',
        so: 1,
        lon: '9223372036854775807',
        ty_le: 0.5,
        tien: '123456789012345678.90',
        ngay: '2024-02-29',
        luc: '2024-02-29T23:59:58+07:00',
        gio: '07:30:00',
        dung: true,
        vi_do: 12.7,
        kinh_do: 108.05,
        nguoi: 'Nguyễn Văn An',
      },
    ]);
    const empty = await records().select('so,lon,ty_le,tien,ngay,luc,gio,dung').eq('ma', 'A3').single();
    expect(Object.values(empty.data ?? {})).toEqual(Array.from({ length: 8 }, () => null));
  });

  test('[records.select] are selected by field and under other names', async () => {
    expect((await records().select('ma, goi:ten').limit(1)).data).toEqual([{ ma: 'A1', goi: 'Đắk Lắk' }]);
    expect((await records().select('ma,ma').limit(1)).data).toEqual([{ ma: 'A1' }]);
  });

  test('may leave out what is null', async () => {
    expect((await records().select('ma,so').eq('ma', 'A3').stripNulls()).data).toEqual([{ ma: 'A3' }]);
    expect((await records().select('ma,so').eq('ma', 'A3').single().stripNulls()).data).toEqual({ ma: 'A3' });
  });
});

describe('filters', () => {
  const find = () => records().select('ma');

  test('[records.filters] compare values of every type', async () => {
    expect(keys(await find().eq('ten', 'Ea H’leo, (mới)'))).toEqual(['A2']);
    expect(keys(await find().eq('ten', 'nói "vâng"'))).toEqual(['A3']);
    expect(keys(await find().neq('so', 7))).toEqual(['A1', 'A2']);
    expect(keys(await find().gt('lon', '9223372036854775806'))).toEqual(['A1']);
    expect(keys(await find().gte('tien', '123456789012345678.9'))).toEqual(['A1']);
    expect(keys(await find().lt('ty_le', 0))).toEqual(['A2']);
    expect(keys(await find().lte('ngay', '1999-12-31'))).toEqual(['A2']);
    expect(keys(await find().eq('luc', '2020-01-01T07:00:00+07:00'))).toEqual(['A2']);
    expect(keys(await find().gt('gio', '08:00'))).toEqual(['A2']);
    expect(keys(await find().eq('dung', true))).toEqual(['A1', 'A4']);
    expect(keys(await find().match({ so: 7, dung: true }))).toEqual(['A4']);
  });

  test('tell null apart', async () => {
    expect(keys(await find().is('so', null))).toEqual(['A3']);
    expect(keys(await find().not('so', 'is', null))).toEqual(['A1', 'A2', 'A4', 'A5']);
    expect(keys(await find().is('dung', false))).toEqual(['A2']);
    expect(keys(await find().isDistinct('so', 7))).toEqual(['A1', 'A2', 'A3']);
    expect(keys(await find().filter('dung', 'is', 'unknown'))).toEqual(['A3', 'A5']);
  });

  test('look for patterns, Vietnamese capitals included', async () => {
    expect(keys(await find().like('ten', '%Lắk'))).toEqual(['A1']);
    expect(keys(await find().like('ten', '*H_leo*'))).toEqual(['A2']);
    expect(keys(await find().ilike('ten', 'ĐẮK%'))).toEqual(['A1']);
    expect(keys(await find().like('ten', String.raw`100\%\_%`))).toEqual(['A5']);
    expect(keys(await find().likeAnyOf('ten', ['Đắk%', 'buôn%']))).toEqual(['A1', 'A4']);
    expect(keys(await find().ilikeAllOf('ten', ['%EA%', '%leo%']))).toEqual(['A2']);
  });

  test('take lists with reserved characters', async () => {
    expect(keys(await find().in('ten', ['Ea H’leo, (mới)', 'buôn a.b:c', 'không có']))).toEqual(['A2', 'A4']);
    expect(keys(await find().in('so', [1, 7]))).toEqual(['A1', 'A4', 'A5']);
    expect(keys(await find().notIn('so', [7]))).toEqual(['A1', 'A2']);
    expect(keys(await find().in('so', []))).toEqual([]);
  });

  test('[records.filters] nest', async () => {
    expect(keys(await find().or('so.eq.1,and(so.eq.7,dung.is.true)'))).toEqual(['A1', 'A4']);
    expect(keys(await find().or('ten.eq."Ea H’leo, (mới)",ten.in.("nói \\"vâng\\"",x)'))).toEqual(['A2', 'A3']);
    expect(keys(await find().or('not.and(so.gt.0,so.lt.9),so.is.null'))).toEqual(['A2', 'A3']);
    expect(keys(await find().not('ten', 'like', 'Đ%').gt('so', 0))).toEqual(['A4', 'A5']);
  });
});

describe('pages', () => {
  test('[records.order] are ordered with nulls where they are wanted', async () => {
    const find = () => records().select('ma');
    expect(keys(await find().order('so').order('ma', { ascending: false }))).toEqual(['A2', 'A1', 'A5', 'A4', 'A3']);
    expect(keys(await find().order('so', { ascending: false }).order('ma'))).toEqual(['A3', 'A4', 'A5', 'A1', 'A2']);
    expect(keys(await find().order('so', { nullsFirst: true }).limit(2))).toEqual(['A3', 'A2']);
    expect(keys(await find().order('ten').limit(2))).toEqual(['A5', 'A2']);
  });

  test('are counted, cut and ended as the client expects', async () => {
    const page = await records().select('ma', { count: 'exact' }).range(1, 2);
    expect([page.status, page.count, keys(page)]).toEqual([206, 5, ['A2', 'A3']]);
    const whole = await records().select('ma', { count: 'estimated' });
    expect([whole.status, whole.count]).toEqual([200, 5]);
    const head = await records().select('*', { count: 'exact', head: true }).eq('so', 7);
    expect([head.status, head.count, head.data]).toEqual([200, 2, null]);
    const past = await records().select('ma', { count: 'exact' }).range(50, 59);
    expect([past.status, past.error?.message]).toEqual([416, 'Requested range not satisfiable']);
    expect((await records().select('ma').range(50, 59)).data).toEqual([]);
  });
});

describe('one row', () => {
  test('[records.object] is an object', async () => {
    expect((await records().select('ma,so').eq('ma', 'A2').single()).data).toEqual({ ma: 'A2', so: -5 });
    expect((await records().select('ma').eq('ma', 'A2').maybeSingle()).data).toEqual({ ma: 'A2' });
    expect(await records().select('ma').eq('ma', 'none').maybeSingle()).toMatchObject({ data: null, error: null });
  });

  test('[records.object] is an error where there is none, or more than one', async () => {
    for (const [filter, rows] of [
      ['none', 0],
      ['A%', 5],
    ] as const) {
      const { status, error } = await records().select('ma').like('ma', filter).single();
      expect([status, error]).toMatchObject([
        406,
        {
          code: 'not-one-record',
          message: 'JSON object requested, multiple (or no) rows returned',
          details: `The result contains ${rows} rows`,
          hint: null,
        },
      ]);
    }
  });
});

describe('errors', () => {
  // The client's types know better than to ask this; its users may not.
  const ask = (path: string, headers: Record<string, string> = steward) =>
    new PostgrestClient(address, { headers, retry: false }).from('records').select(path);

  test('have a code, a message and, for a slip, the name that was meant', async () => {
    const { status, error } = await ask('*').eq('tenn', 'x');
    expect([status, error]).toMatchObject([
      400,
      { code: 'field-unknown', details: null, hint: 'Perhaps you meant «ten»' },
    ]);
    expect(error?.message).toContain('There is no field «tenn»');
  });

  test.for<readonly [string, string]>([
    ['ma::text', 'casts'],
    ['ma,xa(ten)', 'embedding'],
    ['so.sum()', 'embedding'],
    ['ten->x', 'JSON'],
  ])('[records.errors] name what is not offered in select=%s', async ([select, what]) => {
    const { status, error } = await ask(select);
    expect([status, error?.code]).toEqual([400, 'query-invalid']);
    expect(error?.message).toContain(what);
  });

  test('name operators that are not offered, and values that fit no type', async () => {
    const search = await ask('*').textSearch('ten', 'x');
    expect([search.status, search.error?.message]).toEqual([400, 'The operator «fts» is not offered here']);
    expect(search.error?.hint).toContain('eq, neq');
    const word = await ask('*').eq('so', 'một');
    expect([word.status, word.error?.code]).toEqual([400, 'value-invalid']);
  });

  test('come for what is masked, for what is not JSON and for whoever is nobody', async () => {
    const leader = await platform.as('leader');
    expect((await records(leader).select('nguoi').eq('ma', 'A1')).data).toEqual([{ nguoi: 'N.V.A.' }]);
    const masked = await records(leader).select('ma').eq('nguoi', 'Nguyễn Văn An');
    expect([masked.status, masked.error?.code, typeof masked.error?.message]).toEqual([403, 'field-masked', 'string']);
    const text = await ask('*').csv();
    expect([text.status, text.error?.code, text.error?.hint]).toMatchObject([
      406,
      'media-type-not-offered',
      expect.stringContaining('/download.csv'),
    ]);
    const nobody = await ask('*', {});
    expect([nobody.status, typeof nobody.error?.message]).toEqual([401, 'string']);
    const wrong = await ask('*', { authorization: 'Bearer wrong' });
    expect([wrong.status, typeof wrong.error?.message]).toEqual([401, 'string']);
  });

  test('[records.read-only] refuse to write, and say what is allowed', async () => {
    const { status, error } = await new PostgrestClient(address, { headers: steward })
      .from('records')
      .insert({ ma: 'A9' });
    expect([status, error]).toMatchObject([405, { code: 'method-not-allowed', details: null, hint: null }]);
    const raw = await platform.call('/api/v1/datasets/moi-kieu/records', { method: 'DELETE', headers: steward });
    expect([raw.status, raw.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
