import { expect, test } from 'vitest';
import type { Caller } from '#api/caller.ts';
import { permissions } from '#api/permissions.ts';
import { demandRight, demandShown } from './demand.ts';

const anonymous: Caller = { kind: 'anonymous' };
const known: Caller = { kind: 'user', id: '1', name: 'A', role: 'leader', agency: null, unit: null };
const unknown = () => new Error('no such dataset');

test('what is hidden fails like what does not exist', () => {
  expect(() => demandShown('hidden', unknown)).toThrow('no such dataset');
  expect(() => demandShown('shown', unknown)).not.toThrow();
});

test('a refusal asks for a sign-in, or names the right that is missing', () => {
  const signIn = expect.objectContaining({ code: 'sign-in-needed', kind: 'unauthenticated' });
  const right = expect.objectContaining({
    code: 'right-missing',
    kind: 'forbidden',
    members: { missing: 'read-shared' },
  });
  expect(() => demandShown({ missing: 'sign-in' }, unknown)).toThrow(signIn);
  expect(() => demandShown({ missing: 'read-shared' }, unknown)).toThrow(right);
  expect(() => demandRight(anonymous, false, 'read-shared')).toThrow(signIn);
  expect(() => demandRight(known, false, 'read-shared')).toThrow(right);
  expect(() => demandRight(anonymous, true, 'read-shared')).not.toThrow();
});

test('every right has a text in both languages', () => {
  expect(Object.values(permissions).filter(({ vi, en }) => !vi || !en)).toEqual([]);
});
