import { expect, test } from 'vitest';
import { readNext } from './next-address.ts';

function next(value: string): string {
  return readNext(new Request(`http://data.example.vn/sign-in?${new URLSearchParams({ next: value })}`));
}

test('a page of our own is gone back to, with its query', () => {
  expect(next('/console/loads/new?dataset=a#b')).toBe('/console/loads/new?dataset=a#b');
});

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example/',
  String.raw`/\elsewhere.example/`,
  String.raw`\\elsewhere.example/`,
  'https:elsewhere.example',
  'javascript:alert(1)',
  'elsewhere',
  '\t//elsewhere.example/',
  '/..//elsewhere.example',
  '/.//elsewhere.example',
  '',
])('never leads away: %j', (value) => {
  expect(next(value)).toBe('/console');
});
