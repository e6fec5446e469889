import { expect, test } from 'vitest';
import { addressIn, chooseLanguage, rememberLanguage } from './language.ts';

function request(address: string, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request(`http://localhost${address}`, { headers });
}

test('the address wins over the cookie, the cookie over the browser', () => {
  const headers = { cookie: 'a=1; daklake_lang=vi', 'accept-language': 'en' };
  expect(chooseLanguage(request('/?lang=en', headers))).toBe('en');
  expect(chooseLanguage(request('/', headers))).toBe('vi');
  expect(chooseLanguage(request('/', { 'accept-language': 'en-GB,vi;q=0.5' }))).toBe('en');
});

test('the browser is taken at its weights', () => {
  expect(chooseLanguage(request('/', { 'accept-language': 'fr, en;q=0.4, vi-VN;q=0.9' }))).toBe('vi');
  expect(chooseLanguage(request('/', { 'accept-language': 'en;q=0' }))).toBe('vi');
});

test('anything else is Vietnamese', () => {
  expect(chooseLanguage(request('/'))).toBe('vi');
  expect(chooseLanguage(request('/?lang=fr', { cookie: 'daklake_lang=de', 'accept-language': 'fr' }))).toBe('vi');
});

test('what is remembered is read again', () => {
  const cookie = rememberLanguage('en').split(';')[0] ?? '';
  expect(chooseLanguage(request('/', { cookie }))).toBe('en');
});

test('the other language keeps the query', () => {
  expect(addressIn('en', { pathname: '/datasets', search: '?q=x%C3%A3&lang=vi' })).toBe('/datasets?q=x%C3%A3&lang=en');
});
