import { describe, expect, test } from 'vitest';
import { contractText, property } from '../test-contract.ts';
import type { StandingRows } from './judge-change.ts';
import { parseContract } from './parse-contract.ts';

const key = { primaryKey: true };
const ma = property('ma', key);
const nam = property('nam', { logicalType: 'integer', ...key });
const ngay = property('ngay', { logicalType: 'date' });
const rows: StandingRows = {
  columns: [
    { name: 'ma', type: 'VARCHAR' },
    { name: 'nam', type: 'BIGINT' },
    { name: 'ngay', type: 'DATE' },
  ],
  key: ['ma', 'nam'],
  contractVersion: '1.4.0',
  rows: 20,
};

/** What a contract of these fields meets with, where those rows stand. */
function judge(properties: readonly ReturnType<typeof property>[], version = '1.5.0', standing = rows) {
  const result = parseContract(contractText({ version, properties }), { standing });
  if (result.ok) return { ok: true, codes: result.warnings.map(({ code }) => code), problems: [] };
  return { ok: false, codes: result.problems.map(({ code }) => code), problems: result.problems };
}

test.each([
  ['loses a field', [ma, ngay], 'key-field-dropped'],
  ['is no key any more', [property('ma'), property('nam', { logicalType: 'integer' }), ngay], 'key-changed'],
  ['gains a field', [ma, nam, property('ngay', { logicalType: 'date', ...key })], 'key-changed'],
])('rows are not left without their key: it %s', (_what, properties, code) => {
  const refused = judge(properties);
  expect(refused).toMatchObject({ ok: false, codes: [code] });
  expect(refused.problems[0]).toMatchObject({
    line: expect.any(Number) as number,
    reason: { vi: expect.stringContaining('20 dòng') as string },
    mend: { vi: expect.stringContaining('2.0.0') as string, en: expect.stringContaining('2.0.0') as string },
  });
  expect(judge(properties, '2.0.0')).toMatchObject({ ok: true });
});

test('the key may be told in another order', () => {
  const placed = (one: typeof ma, primaryKeyPosition: number) => ({ ...one, primaryKeyPosition });
  expect(judge([placed(ma, 2), placed(nam, 1), ngay])).toMatchObject({ ok: true, codes: [] });
});

describe('a type may change where every value stays readable', () => {
  test.each([
    ['nam', { logicalType: 'number' }],
    ['nam', { logicalType: 'string' }],
    ['nam', { logicalType: 'integer', physicalType: 'DECIMAL(19,0)' }],
    ['ngay', { logicalType: 'timestamp' }],
  ])('%s as %j', (name, type) => {
    const changed = [ma, nam, ngay].map((one) => (one.name === name ? { ...one, ...type } : one));
    expect(judge(changed)).toMatchObject({ ok: true, codes: [] });
  });

  test.each([
    ['ma', { logicalType: 'integer' }],
    ['nam', { logicalType: 'date' }],
    ['nam', { logicalType: 'number', physicalType: 'DECIMAL(18,2)' }],
    ['ngay', { logicalType: 'integer' }],
  ])('but not %s as %j', (name, type) => {
    const changed = [ma, nam, ngay].map((one) => (one.name === name ? { ...one, ...type } : one));
    expect(judge(changed)).toMatchObject({ ok: false, codes: ['field-retyped'] });
    expect(judge(changed, '2.0')).toMatchObject({ ok: true });
  });
});

test('a field beside the key is lost with a warning', () => {
  expect(judge([ma, nam])).toMatchObject({ ok: true, codes: ['field-dropped'] });
});

test('rows without a key may get one', () => {
  expect(judge([ma, nam, ngay], '1.5.0', { ...rows, key: [] })).toMatchObject({ ok: true, codes: [] });
});

test('where no row stands, a contract says what it likes', () => {
  expect(judge([ngay], '1.5.0', { ...rows, rows: 0 })).toMatchObject({ ok: true, codes: [] });
});

test.each([
  ['1.4.0', '1.9.9', false],
  ['1.4.0', 'v2', true],
  ['9.0.0', '10.0.0', true],
  ['2.0.0', '1.0.0', false],
  ['2.0.0', '2.0.0', false],
  ['xuan', 'xuan', false],
  ['xuan', 'thu', true],
])('a contract after %s breaks the rows as %s: %s', (contractVersion, version, allowed) => {
  expect(judge([ma], version, { ...rows, contractVersion }).ok).toBe(allowed);
});
