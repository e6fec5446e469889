import { expect, test } from 'vitest';
import { findHoldReason } from './find-hold-reason.ts';

const hold = { below: 0.8, standing: 1000, divided: false };

test.each([
  ['replace', { received: 100, accepted: 79 }, hold, { kind: 'few-accepted', holdBelow: 0.8 }],
  ['append', { received: 100, accepted: 79 }, hold, { kind: 'few-accepted', holdBelow: 0.8 }],
  ['replace', { received: 799, accepted: 799 }, hold, { kind: 'fewer-rows', holdBelow: 0.8, standing: 1000 }],
  ['replace', { received: 900, accepted: 800 }, hold, { kind: 'fewer-than-before' }],
  ['replace', { received: 10, accepted: 10 }, { ...hold, divided: true }, { kind: 'fewer-than-before' }],
  ['replace', { received: 10, accepted: 10 }, { ...hold, standing: null }, { kind: 'fewer-than-before' }],
  ['upsert', { received: 100, accepted: 90 }, hold, { kind: 'unknown' }],
  ['replace', { received: 100, accepted: 10 }, null, { kind: 'unknown' }],
] as const)('a load to %s with %o of a dataset with %o', (mode, result, known, reason) => {
  expect(findHoldReason({ mode, result }, { hold: known })).toEqual(reason);
});
