import { expect, test } from 'vitest';
import { parseContract } from '#modules/catalog/index.ts';
import { customProperties, makeContract } from '../../../../test/support/make-contract.ts';
import { describeRules } from './describe-rules.ts';

test('every rule that a finding can name has a sentence in both languages', () => {
  const parsed = parseContract(
    makeContract({
      facts: { 'daklake.unitField': 'xa', 'daklake.partitionBy': ['xa'] },
      fields: [
        {
          name: 'xa',
          logicalType: 'string',
          primaryKey: true,
          primaryKeyPosition: 1,
          customProperties: customProperties({ 'daklake.labels': { vi: 'Mã xã', en: 'Commune' } }),
        },
        { name: 'so', logicalType: 'integer', logicalTypeOptions: { minimum: 0 } },
      ],
      object: {
        quality: [{ type: 'custom', engine: 'cel', name: 'nhac', severity: 'warning', implementation: 'so < 100' }],
      },
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const described = describeRules(parsed.contract);
  expect(described.find(({ rule }) => rule === 'xa.unit')).toMatchObject({
    sentence: { vi: '«Mã xã» là của đơn vị gửi', en: '“Commune” is the sender’s own unit' },
    scored: true,
  });
  expect(described.find(({ rule }) => rule === 'nhac.cel')).toMatchObject({ scored: false });
  expect(described.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['xa.required', 'xa.key', 'so.type', 'so.range', 'row.shape', 'row.corrected']),
  );
  expect(described.filter(({ sentence }) => sentence.vi === '' || sentence.en === '')).toEqual([]);
});
