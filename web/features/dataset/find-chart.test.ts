import { expect, test } from 'vitest';
import type { DatasetPage, FieldView } from '#api/web-services.ts';
import { columnDigits } from './column-digits.ts';
import { findChart } from './find-chart.ts';

const plain = {
  description: null,
  key: false,
  required: false,
  personal: 'none',
  masked: false,
  codeList: null,
} as const;
const name: FieldView = { ...plain, name: 'ten', label: 'Tên', type: 'string' };
const code: FieldView = { ...plain, name: 'ma', label: 'Mã', type: 'string', key: true };
const area: FieldView = { ...plain, name: 'dien_tich', label: 'Diện tích', type: 'number' };
const year: FieldView = { ...plain, name: 'nam', label: 'Năm', type: 'integer' };

const rows = [
  { ma: '001', ten: 'Ea Kao', nam: 2024, dien_tich: 87.3 },
  { ma: '002', ten: 'Buôn Đôn', nam: 2025, dien_tich: 1113.79 },
  { ma: '003', ten: 'Tân An', nam: 2026, dien_tich: 64.2 },
  { ma: '004', ten: 'Tân Lập', nam: 2026, dien_tich: null },
];

function chartOf(fields: readonly FieldView[], shown: typeof rows, rowCount = shown.length) {
  // Only what the rule reads; the rest of the page has no say.
  return findChart({
    fields,
    rows: { kind: 'shown', rows: shown },
    snapshot: { rows: rowCount },
  } as unknown as DatasetPage);
}

test('the first measure is drawn by the first name, highest first', () => {
  expect(chartOf([code, year, name, area], rows)).toEqual({
    field: 'Diện tích',
    digits: 2,
    total: 4,
    bars: [
      { label: 'Buôn Đôn', value: 1113.79 },
      { label: 'Ea Kao', value: 87.3 },
      { label: 'Tân An', value: 64.2 },
    ],
  });
});

test('some first rows of many make no chart: "the highest" would be untrue', () => {
  expect(chartOf([name, area], rows, 5)).toBeUndefined();
});

test('years and codes are neither measures nor names', () => {
  expect(chartOf([code, year, name], rows)).toBeUndefined();
  expect(chartOf([code, area], rows)).toBeUndefined();
});

test('masked fields and names that do not tell rows apart make no chart', () => {
  expect(chartOf([{ ...name, masked: true }, area], rows)).toBeUndefined();
  expect(
    chartOf(
      [name, area],
      rows.map((row) => ({ ...row, ten: 'Ea Kao' })),
    ),
  ).toBeUndefined();
});

test('amounts below zero make no bars', () => {
  expect(
    chartOf(
      [name, area],
      rows.map((row) => ({ ...row, dien_tich: -(row.dien_tich ?? 1) })),
    ),
  ).toBeUndefined();
});

test('a column is written with as many decimals as its finest number', () => {
  expect(columnDigits([87.3, 1113.79, null, 64])).toBe(2);
  expect(columnDigits([1, 2])).toBe(0);
  expect(columnDigits([0.1 + 0.2])).toBe(6);
});

test('the running number of a report is no measure', () => {
  const ordinal = { ...area, name: 'so_thu_tu' };
  expect(
    chartOf(
      [name, ordinal],
      rows.map((row, index) => ({ ...row, so_thu_tu: index + 1 })),
    ),
  ).toBeUndefined();
  expect(
    chartOf(
      [name, { ...area, name: 'so_tu' }],
      rows.map((row, index) => ({ ...row, so_tu: index + 1 })),
    ),
  ).toBeDefined();
});
