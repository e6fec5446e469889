import { expect, test } from 'vitest';
import { testContract, testField } from '../test-check.ts';
import { matchColumns, missingFields } from './match-columns.ts';

const contract = testContract({
  fields: [
    testField('ma_xa', { required: true, labels: { vi: 'Mã xã', en: 'Commune code' }, aliases: ['Mã ĐVHC'] }),
    testField('ten_xa', { physicalName: 'TENXA', labels: { vi: 'Tên xã, phường', en: 'Commune' } }),
    testField('dan_so', { labels: { vi: 'Dân số', en: 'Population' } }),
  ],
});
const match = (...headings: string[]) => matchColumns(contract, headings);

test('matches by name, physical name, label or alias, in any order', () => {
  expect(match('dan_so', 'TENXA', 'Mã ĐVHC').columns).toEqual([2, 1, 0]);
  expect(match('Population', 'Commune code', 'Commune').columns).toEqual([1, 2, 0]);
});

test('whatever the case, the accents, the tone placement and the signs', () => {
  expect(match('MÃ XÃ', 'Ten xa / phuong', 'dân  số'.normalize('NFD')).columns).toEqual([0, 1, 2]);
});

test('of two columns the better one wins, the other is said to be passed over', () => {
  const { columns, warnings } = match('Ma xa', 'Mã xã', 'Tên xã, phường', 'Dân số');
  expect(columns).toEqual([1, 2, 3]);
  expect(warnings).toMatchObject([{ code: 'column-ambiguous', message: { vi: expect.stringContaining('«Ma xa»') } }]);
});

test('says which columns it does not know, and which fields stay empty', () => {
  const matched = match('Mã xã', 'Ghi chú', '');
  expect(matched.warnings.map(({ code }) => code)).toEqual([
    'column-missing',
    'column-missing',
    'column-unknown',
    'column-unknown',
  ]);
  expect(missingFields(contract, matched)).toEqual([]);
  expect(missingFields(contract, match('Dân số')).map(({ name }) => name)).toEqual(['ma_xa']);
});

test('a column without a heading is known by its place', () => {
  const contract = testContract({
    fields: [testField('a'), testField('cot_2', { aliases: ['column 2'] }), testField('c')],
  });
  expect(matchColumns(contract, ['a', '', 'c']).columns).toEqual([0, 1, 2]);
  expect(matchColumns(contract, ['a', 'c', '']).columns).toEqual([0, undefined, 1]);
});
