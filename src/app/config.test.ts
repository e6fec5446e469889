import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('an empty environment runs', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    dataFolder: './.daklake',
    databaseUrl: undefined,
    demonstration: undefined,
    origin: 'http://localhost:3000',
    maxUploadBytes: 1 << 30,
  });
});

test('derives the public address from the port; an empty value counts as absent', () => {
  expect(readConfig({ PORT: '8080', HOST: '' })).toMatchObject({ origin: 'http://localhost:8080', host: '127.0.0.1' });
  expect(readConfig({ DAKLAKE_ORIGIN: 'https://data.example.vn/' }).origin).toBe('https://data.example.vn');
});

test('reads the demonstration as three answers', () => {
  expect(readConfig({ DAKLAKE_DEMO: '1' }).demonstration).toBe(true);
  expect(readConfig({ DAKLAKE_DEMO: '0' }).demonstration).toBe(false);
});

test('names every setting that cannot be used, and no secret’s value', () => {
  const read = (): unknown => readConfig({ PORT: '99999', DAKLAKE_LOG: 'loud', DATABASE_URL: 'mysql://u:hush@h/d' });
  expect(read).toThrow(/PORT: 99999[^]*DATABASE_URL: its value|DATABASE_URL: its value[^]*PORT: 99999/);
  expect(read).toThrow('DAKLAKE_LOG: loud');
  expect(read).not.toThrow('hush');
});

test('trusts no proxy unless told, and none but addresses and networks', () => {
  expect(readConfig({}).trustedProxies).toEqual([]);
  expect(readConfig({ DAKLAKE_TRUSTED_PROXIES: ' 127.0.0.1,10.0.0.0/8, fd00::/8 ' }).trustedProxies).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    'fd00::/8',
  ]);
  for (const text of [
    'proxy.example',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '1',
    ',',
    'fe80::1%eth0',
  ]) {
    expect(() => readConfig({ DAKLAKE_TRUSTED_PROXIES: text }), text).toThrow('DAKLAKE_TRUSTED_PROXIES');
  }
});
