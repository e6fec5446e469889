import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalAgencyCode } from './agency-code.ts';

test('reads the older form from its end and drops the levels that are zero', () => {
  expect(canonicalAgencyCode('000.05.12.H15')).toBe('H15.12.05');
  expect(canonicalAgencyCode('001.02.03.H15')).toBe('H15.03.02.001');
  expect(canonicalAgencyCode('000.00.00.H16')).toBe('H16');
  expect(canonicalAgencyCode('000.00.01.H27')).toBe('H27.01');
});

test('leaves every other code as it is, and its own result too', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$/)), (code) => {
      const canonical = canonicalAgencyCode(code);
      expect(canonicalAgencyCode(canonical)).toBe(canonical);
      if (!/^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$/.test(code)) expect(canonical).toBe(code);
      else expect(canonical).toMatch(/^[A-Y]\d{2}(\.\d+)*$/);
    }),
  );
});
