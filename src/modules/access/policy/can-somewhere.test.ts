import { assert, constantFrom, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { roles, type Caller, type KnownCaller } from '#api/caller.ts';
import { accessClasses } from '#api/datasets.ts';
import { canSomewhere } from './can-somewhere.ts';
import { can, datasetPolicy } from './dataset-policy.ts';

const agency = constantFrom('H15.05', 'H15.09', null);
const caller = record({
  kind: constantFrom('user' as const, 'token' as const),
  id: constantFrom('1'),
  name: constantFrom('Lan'),
  role: constantFrom(...roles),
  agency,
  unit: constantFrom('24169', null),
});
const dataset = record({
  id: constantFrom('a'),
  owner: constantFrom('H15.05', 'H15.09'),
  access: constantFrom(...accessClasses),
  unitField: constantFrom('ma_xa', null),
  fields: constantFrom([]),
  synthetic: constantFrom(false),
});
const abilities = [...new Set(datasetPolicy.map(({ ability }) => ability))];

test('what a caller can do with a dataset, he can do somewhere', () => {
  const law = property(caller, dataset, constantFrom(...abilities), (who, what, ability) => {
    if (can(who, ability, what)) expect(canSomewhere(who, ability)).toBe(true);
  });
  assert(law, { numRuns: 2000 });
});

const known: KnownCaller = { kind: 'user', id: '1', name: 'Lan', role: 'officer', agency: 'H15.139', unit: '24169' };

test.each<readonly [string, Caller, boolean]>([
  ['nobody', { kind: 'anonymous' }, false],
  ['an officer of a commune', known, true],
  ['an officer without one', { ...known, unit: null }, false],
  ['a steward', { ...known, role: 'steward', unit: null }, true],
  ['a steward of no agency', { ...known, role: 'steward', agency: null }, false],
  ['a leader', { ...known, role: 'leader' }, false],
])('%s can send something somewhere: %s', (_who, who, expected) => {
  expect(canSomewhere(who, 'fill', 'fill-own-unit')).toBe(expected);
});
