import { expect, test } from 'vitest';
import { createFormat } from './format.ts';

const vi = createFormat('vi');
const en = createFormat('en');

test('numbers are written the Vietnamese and the English way', () => {
  expect(vi.number(1234567.89)).toBe('1.234.567,89');
  expect(en.number(1234567.89)).toBe('1,234,567.89');
  expect(vi.number(1234)).toBe('1.234');
  expect(vi.fixed(97)).toBe('97,0');
  expect(vi.percent(87.25490196)).toBe('87,25%');
  expect(vi.number(-0.5)).toMatch(/^[-−]0,5$/);
});

test('dates are days of Việt Nam, wherever the reader is', () => {
  expect(vi.date('2026-11-20T17:30:00Z')).toBe('21/11/2026');
  expect(vi.date('2026-07-25T09:30:00+07:00')).toBe('25/07/2026');
  expect(vi.dateTime('2026-07-25T23:05:00Z')).toBe('06:05 26/07/2026');
  expect(vi.dateTime('2026-07-25T17:00:00Z')).toBe('00:00 26/07/2026');
});

test('a bare day is not moved by a time zone', () => {
  expect(vi.date('2026-01-01')).toBe('01/01/2026');
});

test('sizes take the unit in which they are short', () => {
  expect(vi.bytes(0)).toBe('0 B');
  expect(vi.bytes(1023)).toBe('1.023 B');
  expect(vi.bytes(1536)).toBe('1,5 KB');
  expect(en.bytes(3_482_112)).toBe('3.3 MB');
  expect(vi.bytes(5 * 1024 ** 4)).toBe('5.120 GB');
});
