import { expect, test } from 'vitest';
import { healthCodes } from '#api/health.ts';
import { healthWords } from './health-words.ts';

test.each(healthCodes)('%s: what works asks for nothing to be done, and what does not says what', (code) => {
  const { what, mend } = healthWords(code, { free: 5e9, size: 2e11, seconds: 7, loads: 2, minutes: 12 });
  expect(what.vi).not.toBe(what.en);
  expect(what.vi + what.en).not.toContain('NaN');
  expect(mend === undefined).toBe(/-(roomy|answers|moving|sound|whole|steady)$/.test(code));
});
