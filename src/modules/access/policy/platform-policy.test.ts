import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { roles } from '#api/caller.ts';
import { demandOperations, maySeeOperations, seeOperations } from './platform-policy.ts';

const caller = (kind: 'user' | 'token', role: (typeof roles)[number]) =>
  ({ kind, role, id: 'x', name: 'x', agency: 'H15.05', unit: null }) as const;

test('administrators and operators see the state of operations, and nobody else', () => {
  const may = (['user', 'token'] as const).flatMap((kind) =>
    roles.filter((role) => maySeeOperations(caller(kind, role))),
  );
  expect(may).toEqual(['administrator', 'operator', 'administrator', 'operator']);
  expect(maySeeOperations({ kind: 'anonymous' })).toBe(false);
});

test('a refusal says what is missing', () => {
  expect(() => demandOperations({ kind: 'anonymous' })).toThrow(expect.objectContaining({ code: 'sign-in-needed' }));
  expect(() => demandOperations(caller('user', 'steward'))).toThrow(
    expect.objectContaining({ code: 'right-missing', members: { missing: 'see-operations' } }),
  );
});

test.each([
  ['access.md', 'en'],
  ['access.vi.md', 'vi'],
] as const)('%s has the sentence as the policy has it', (file, language) => {
  const guide = readFileSync(resolve(import.meta.dirname, '../../../../docs/guides', file), 'utf8');
  expect(guide.split('\n').join(' ')).toContain(seeOperations.sentence[language]);
});
