import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPeopleSample, type PeopleSample } from '../testing/people-sample.ts';
import { parseQueryRequest } from './query-request.ts';

let sample: PeopleSample;

beforeAll(async () => {
  sample = await createPeopleSample();
});
afterAll(() => sample.close());

describe('/query', () => {
  test('answers items, the snapshot, and whether something was cut off', async () => {
    expect(await sample.query({ select: ['ten'], where: { field: 'thu', op: 'gt', value: 1000000 } })).toEqual({
      items: [{ ten: 'Nguyễn Văn An' }],
      snapshot: 's1',
      truncated: false,
    });
    expect(await sample.query({ select: ['xa'], limit: 2 })).toMatchObject({ items: [{}, {}], truncated: true });
  });

  test('groups', async () => {
    const body = {
      select: ['xa'],
      groupBy: ['xa'],
      aggregates: [
        { fn: 'count', as: 'ho' },
        { fn: 'avg', field: 'thu', as: 'bình quân' },
      ],
      orderBy: [{ field: 'ho', desc: true }],
      where: {
        or: [{ field: 'xa', op: 'in', value: ['24133', '24280'] }, { not: { field: 'sinh', op: 'is', value: null } }],
      },
    };
    expect(await sample.query(body)).toEqual({
      items: [
        { xa: '24280', ho: 2, 'bình quân': 900000 },
        { xa: '24133', ho: 1, 'bình quân': 1200000 },
      ],
      snapshot: 's1',
      truncated: false,
    });
  });

  test.for([
    [{ selct: [] }, 'query-invalid'],
    [[], 'query-invalid'],
    [{ where: { field: 'xa', op: 'eq', value: null } }, 'query-invalid'],
    [{ where: { field: 'xa', op: 'eq', value: ['a'] } }, 'query-invalid'],
    [{ where: { field: 'xa', op: 'in', value: 'a' } }, 'query-invalid'],
    [{ where: { field: 'xa', op: 'is', value: 1 } }, 'query-invalid'],
    [{ where: { and: [] } }, 'query-invalid'],
    [{ groupBy: [] }, 'query-invalid'],
    [{ select: ['ten'], groupBy: ['xa'] }, 'query-invalid'],
    [{ limit: -1 }, 'query-invalid'],
    [{ limit: 1e300 }, 'query-invalid'],
    [{ select: [] }, 'query-invalid'],
    [
      {
        where: Array.from({ length: 60 }).reduce<unknown>((inner) => ({ not: inner }), {
          field: 'xa',
          op: 'eq',
          value: '1',
        }),
      },
      'query-too-complex',
    ],
    [
      {
        where: {
          or: Array.from({ length: 3 }, () => ({
            and: Array.from({ length: 200 }, () => ({ field: 'xa', op: 'eq', value: '1' })),
          })),
        },
      },
      'query-too-complex',
    ],
  ] as const)('refuses %j', ([body, code]) => {
    expect(() => parseQueryRequest(body)).toThrow(expect.objectContaining({ code }));
  });
});
