import { describe, expect, test } from 'vitest';
import { parseRecordsRequest } from './parse-records-request.ts';

const fields = ['ma', 'ten', 'so'];
const parse = (query: string, headers = {}) => parseRecordsRequest(new URLSearchParams(query), headers, fields);
const where = (query: string) => {
  const found = parse(query).query.where;
  return found?.kind === 'and' && found.operands.length === 1 ? found.operands[0] : found;
};
const compare = (field: string, operator: string, value: string) => ({ kind: 'compare', field, operator, value });

describe('filters', () => {
  test.for([
    ['ma=eq.a.b,c', compare('ma', 'eq', 'a.b,c')],
    ['ma=eq."a"', compare('ma', 'eq', '"a"')],
    ['ma=eq.', compare('ma', 'eq', '')],
    ['so=not.gte.5', { kind: 'not', operand: compare('so', 'gte', '5') }],
    ['ten=ilike.*Lắk*', { kind: 'like', field: 'ten', pattern: '*Lắk*', ignoreCase: true }],
    ['ma=in.(a,"b,c","d\\"e", f)', { kind: 'in', field: 'ma', values: ['a', 'b,c', 'd"e', 'f'] }],
    ['ma=in.()', { kind: 'in', field: 'ma', values: [] }],
    ['ma=is.null', { kind: 'is', field: 'ma', value: null }],
    ['ma=not.is.TRUE', { kind: 'not', operand: { kind: 'is', field: 'ma', value: true } }],
    ['ma=eq.a&so=lt.2', { kind: 'and', operands: [compare('ma', 'eq', 'a'), compare('so', 'lt', '2')] }],
    [
      'or=(ma.eq."a,b",not.and(so.gt.1,so.not.lt.9), ten.in.(x,"y)"))',
      {
        kind: 'or',
        operands: [
          compare('ma', 'eq', 'a,b'),
          {
            kind: 'not',
            operand: {
              kind: 'and',
              operands: [compare('so', 'gt', '1'), { kind: 'not', operand: compare('so', 'lt', '9') }],
            },
          },
          { kind: 'in', field: 'ten', values: ['x', 'y)'] },
        ],
      },
    ],
    ['"ma"=eq.a', compare('ma', 'eq', 'a')],
    ['ma=isdistinct.a', compare('ma', 'isdistinct', 'a')],
    ['ma=eq(any).{a,"b,}"}', { kind: 'or', operands: [compare('ma', 'eq', 'a'), compare('ma', 'eq', 'b,}')] }],
    [
      'or=(ten.not.ilike(all).{a*,*b})',
      {
        kind: 'or',
        operands: [
          {
            kind: 'not',
            operand: {
              kind: 'and',
              operands: ['a*', '*b'].map((pattern) => ({ kind: 'like', field: 'ten', pattern, ignoreCase: true })),
            },
          },
        ],
      },
    ],
    ['not.or=(ma.eq.a)', { kind: 'not', operand: { kind: 'or', operands: [compare('ma', 'eq', 'a')] } }],
    ['and=(ma.eq.1.5)', { kind: 'and', operands: [compare('ma', 'eq', '1.5')] }],
  ] as const)('%s', ([query, expected]) => {
    expect(where(query)).toEqual(expected);
  });

  test.for([
    'ma=a',
    'ma=eq',
    'ma=foo.a',
    'ma=fts.a',
    'ma=match.^a',
    'ma=eq(any).a',
    'ma=eq(any).{}',
    'ma=neq(any).{a}',
    'ma=eq(some).{a}',
    'ma=in.a',
    'ma=in.(a',
    'ma=in.("a',
    'ma=in.(a)b',
    'ma=is.maybe',
    'or=ma.eq.a',
    'or=(ma.eq.a',
    'or=(ma.eq.a)x',
    'or=(ma)',
    'or=()',
    'ma->>x=eq.1',
    'ma::text=eq.1',
  ])('refuses %s', (query) => {
    expect(() => parse(query)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });

  test('bounds depth and number', () => {
    expect(() => parse(`or=${'(and'.repeat(30)}`)).toThrow(expect.objectContaining({ code: 'query-too-complex' }));
    expect(() => parse(`or=(${'ma.eq.a,'.repeat(600)}ma.eq.a)`)).toThrow(
      expect.objectContaining({ code: 'query-too-complex' }),
    );
  });
});

describe('select', () => {
  test('takes fields, aliases and everything', () => {
    expect(parse('select=ma, "Tên gọi":ten').query.select).toEqual([
      { field: 'ma', as: 'ma' },
      { field: 'ten', as: 'Tên gọi' },
    ]);
    expect(parse('select=*').query.select).toBe('all');
    expect(parse('').query.select).toBe('all');
    expect(parse('select=*,x:so').query.select).toEqual([
      ...fields.map((field) => ({ field, as: field })),
      { field: 'so', as: 'x' },
    ]);
  });

  test.for([
    ['ma::text', 'casts'],
    ['x:ma::text', 'casts'],
    ['xa(ten)', 'embedding'],
    ['so.sum()', 'embedding'],
    ['ma->a', 'JSON'],
    ['ma,', 'a field'],
  ] as const)('says what is wrong with %s', ([select, what]) => {
    const attempt = () => parse(`select=${encodeURIComponent(select)}`);
    expect(attempt).toThrow(expect.objectContaining({ code: 'query-invalid' }));
    try {
      attempt();
    } catch (error) {
      expect(JSON.stringify({ ...(error as object), message: (error as Error).message })).toContain(what);
    }
  });
});

test('order: ascending ends with nulls, descending begins with them, unless said otherwise', () => {
  expect(parse('order=ma,ten.desc,so.asc.nullsfirst').query.orderBy).toEqual([
    { field: 'ma', descending: false, nulls: 'last' },
    { field: 'ten', descending: true, nulls: 'first' },
    { field: 'so', descending: false, nulls: 'first' },
  ]);
  expect(parse('order="ten".desc').query.orderBy).toMatchObject([{ field: 'ten' }]);
  expect(() => parse('order=ma.up')).toThrow(expect.objectContaining({ code: 'query-invalid' }));
});

describe('range', () => {
  test.for([
    ['', undefined, 0, 1000],
    ['limit=5&offset=7', undefined, 7, 5],
    ['limit=0', undefined, 0, 0],
    ['limit=99999', undefined, 0, 10_000],
    ['', '10-19', 10, 10],
    ['', 'items=10-', 10, 1000],
    ['limit=5', '2-3', 2, 2],
    ['offset=5', '0-9', 5, 5],
    ['', 'bytes=0-9', 0, 1000],
  ] as const)('%s with Range %s', ([query, range, offset, limit]) => {
    expect(parse(query, { range }).query).toMatchObject({ offset, limit });
  });

  test('beside a cursor says nothing', () => {
    expect(parse('cursor=x&limit=5', { range: '10-19' }).query).toMatchObject({ offset: 0, limit: 5 });
  });

  test.for([
    'limit=-1',
    'limit=x',
    'limit=1e3',
    'limit=0x10',
    'limit=9999999999999999',
    'offset=-1',
    'limit=1.5',
    'limit=1&limit=2',
    'select=ma&select=ten',
    'order=ma&order=ten',
    'cursor=x&offset=1',
  ])('refuses %s', (query) => {
    expect(() => parse(query)).toThrow(expect.objectContaining({ code: 'query-invalid' }));
  });

  test('a range that ends before it begins cannot be satisfied', () => {
    expect(() => parse('', { range: '5-2' })).toThrow(expect.objectContaining({ code: 'range-not-satisfiable' }));
  });
});

test('reads what is preferred and accepted', () => {
  expect(parse('', { prefer: 'return=representation, count=exact' })).toMatchObject({ count: 'exact' });
});

describe('accept', () => {
  const array = { single: false, withoutNulls: false, contentType: 'application/json; charset=utf-8' };
  test.for([
    [undefined, array],
    ['', array],
    ['*/*', array],
    ['text/html,application/xhtml+xml,*/*;q=0.8', array],
    ['text/csv;q=0, application/json', array],
    [
      'application/vnd.pgrst.object+json',
      { single: true, withoutNulls: false, contentType: 'application/vnd.pgrst.object+json; charset=utf-8' },
    ],
    [
      'application/vnd.pgrst.object+json;nulls=stripped',
      {
        single: true,
        withoutNulls: true,
        contentType: 'application/vnd.pgrst.object+json;nulls=stripped; charset=utf-8',
      },
    ],
    [
      'application/vnd.pgrst.array+json; nulls=stripped',
      {
        single: false,
        withoutNulls: true,
        contentType: 'application/vnd.pgrst.array+json;nulls=stripped; charset=utf-8',
      },
    ],
  ] as const)('%s', ([accept, shape]) => {
    expect(parse('', { accept }).shape).toEqual(shape);
  });

  test.for(['text/csv', 'application/geo+json', 'application/vnd.pgrst.plan+json', 'application/json;q=0'])(
    'refuses %s',
    (accept) => {
      expect(() => parse('', { accept })).toThrow(
        expect.objectContaining({ code: 'media-type-not-offered', kind: 'not-acceptable' }),
      );
    },
  );
});
