import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SemanticTypeName } from '#modules/catalog/index.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { checkValues, openTestBench, testField, type TestBench } from '../test-check.ts';
import { damages } from './testing/damages.ts';
import { goodValues } from './testing/good-values.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const sampled = 40;

// The table's keys are names of semantic types.
describe.each(Object.entries(goodValues) as [SemanticTypeName, fc.Arbitrary<string>][])('%s', (semanticType, good) => {
  test('a good value passes; what is done to it is found, and mended where one mend is certain', async () => {
    const field = testField('o', { semanticType });
    const values = fc.sample(good, lawRuns(sampled));
    const damaged = values.flatMap((value) =>
      damages.flatMap(({ name, apply, certain }) => {
        const text = apply(value, semanticType);
        return text === undefined ? [] : [{ name, text, mend: certain ? value : undefined }];
      }),
    );
    const checked = await checkValues(bench, field, [...values, ...damaged.map(({ text }) => text)]);
    expect(checked.slice(0, values.length).filter(({ findings }) => findings.length > 0)).toEqual([]);
    const found = checked.slice(values.length).map(({ value, findings: [finding] }, index) => ({
      name: damaged[index]?.name,
      text: value,
      found: finding !== undefined,
      mend: finding?.suggestion,
    }));
    expect(found).toEqual(damaged.map((one) => ({ ...one, found: true })));
  });
});
