import { expect, test } from 'vitest';
import { serverAddress } from './server-client.ts';

test('options come before the environment; what is set to nothing is not set', () => {
  const environment = { DAKLAKE_SERVER: 'https://a.example/', DAKLAKE_TOKEN: 't' };
  expect(serverAddress({}, environment)).toEqual({ server: 'https://a.example', token: 't' });
  expect(serverAddress({ token: 'u' }, environment).token).toBe('u');
  const nothing = { DAKLAKE_SERVER: '', DAKLAKE_TOKEN: '' };
  expect(serverAddress({ token: '' }, nothing)).toEqual({ server: 'http://localhost:3000', token: undefined });
});
