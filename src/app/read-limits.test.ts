import { expect, test } from 'vitest';
import { readConfig, settings } from './config.ts';
import { defaultReadLimits, readLimitSettings, readLimitsOf } from '#platform/limits/read-limits.ts';

test('every limit of reading has a setting, whose default is the limit', () => {
  for (const [limit, setting] of Object.entries(readLimitSettings)) {
    expect([setting, settings[setting].default]).toEqual([setting, String(Object(defaultReadLimits)[limit])]);
  }
  expect(readLimitsOf({})).toEqual(defaultReadLimits);
});

test('a setting changes its limit, and one that is no number is named', () => {
  expect(readConfig({ DAKLAKE_MAX_ROW: '1000', DAKLAKE_MAX_MEMBERS: '7' }).readLimits).toEqual({
    ...defaultReadLimits,
    rowBytes: 1000,
    members: 7,
  });
  expect(() => readLimitsOf({ DAKLAKE_MAX_DEPTH: 'deep' })).toThrow('DAKLAKE_MAX_DEPTH');
  expect(() => readConfig({ DAKLAKE_MAX_DEPTH: '-1' })).toThrow('DAKLAKE_MAX_DEPTH');
});
