import { expect, test } from 'vitest';
import type { UnitDeliveryView } from '#api/web-services/deliveries.ts';
import { deliveryFilters, isYetToDeliver, selectDeliveries } from './select-deliveries.ts';

const unit = (code: string, name: string, more: Partial<UnitDeliveryView> = {}): UnitDeliveryView => ({
  unit: { code, name },
  expected: true,
  state: 'delivered',
  rows: 10,
  load: null,
  at: null,
  open: null,
  ...more,
});

const items = [
  unit('24133', 'Phường Buôn Ma Thuột'),
  unit('24169', 'Phường Ea Kao', { state: 'missing', rows: 0 }),
  unit('22015', 'Phường Tuy Hòa', { state: 'late', rows: 0 }),
  unit('22291', 'Xã Phú Mỡ', { state: 'late', rows: 5 }),
  unit('24235', 'Xã Buôn Đôn', { state: 'held', rows: 0 }),
  unit('99999', '99999', { expected: false, state: 'missing', rows: 0 }),
];
const codes = (selected: readonly UnitDeliveryView[]) => selected.map((item) => item.unit.code);

test('yet to deliver is who is expected and has no rows that could be published', () => {
  expect(codes(items.filter(isYetToDeliver))).toEqual(['24169', '22015']);
  expect(codes(selectDeliveries(items, { filter: 'open', words: '' }))).toEqual(['24169', '22015']);
});

test('every state selects its own, and all of them together everybody', () => {
  expect(codes(selectDeliveries(items, { filter: 'late', words: '' }))).toEqual(['22015', '22291']);
  const byState = deliveryFilters.slice(2).flatMap((filter) => codes(selectDeliveries(items, { filter, words: '' })));
  expect(byState.toSorted()).toEqual(codes(items).toSorted());
});

test.each([
  ['buon don', ['24235']],
  ['Buôn Đôn', ['24235']],
  ['BUÔN', ['24133', '24235']],
  ['241', ['24133', '24169']],
  ['  mỡ ', ['22291']],
  ['không có', []],
])('«%s» finds with accents and without', (words, found) => {
  expect(codes(selectDeliveries(items, { filter: 'all', words }))).toEqual(found);
});
