import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SemanticTypeName } from '#modules/catalog/index.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { checkRows, openTestBench, testContract, testField } from '../test-check.ts';
import { damages } from './testing/damages.ts';
import { goodValues } from './testing/good-values.ts';

const sampled = 40;

interface Sample {
  readonly text: string;
  /** What was done to it; undefined: it is good. */
  readonly damage?: string;
  /** The value that it was, where that is certain. */
  readonly mend?: string | undefined;
}

function samplesOf(semanticType: SemanticTypeName, good: fc.Arbitrary<string>): readonly Sample[] {
  return fc.sample(good, lawRuns(sampled)).flatMap((value) => [
    { text: value },
    ...damages.flatMap(({ name, apply, certain }): readonly Sample[] => {
      const text = apply(value, semanticType);
      return text === undefined ? [] : [{ text, damage: name, mend: certain ? value : undefined }];
    }),
  ]);
}

test('of every semantic type a good value passes; what is done to it is found, and mended where one mend is certain', async () => {
  // The table's keys are names of semantic types.
  const types = Object.entries(goodValues) as [SemanticTypeName, fc.Arbitrary<string>][];
  const columns = types.map(([semanticType, good]) => ({
    field: testField(semanticType.replaceAll('-', '_'), { semanticType }),
    samples: samplesOf(semanticType, good),
  }));
  const longest = Math.max(...columns.map(({ samples }) => samples.length));
  const bench = await openTestBench();
  try {
    const { result } = await checkRows(bench, {
      contract: testContract({ fields: columns.map(({ field }) => field) }),
      tables: [
        {
          columns: columns.map(({ field }) => field.name),
          rows: Array.from({ length: longest }, (_, row) => columns.map(({ samples }) => samples[row]?.text ?? null)),
        },
      ],
      maxFindings: 1_000_000,
    });
    const found = new Map(
      result.findings.map(({ field, row, rule, suggestion }) => [
        `${field} ${row}`,
        { damaged: rule.endsWith('.semantic'), mend: suggestion },
      ]),
    );
    for (const { field, samples } of columns) {
      const said = samples.map(({ text, damage }, row) => {
        const { damaged = false, mend } = found.get(`${field.name} ${row + 2}`) ?? {};
        return { text, damage, damaged, mend };
      });
      const expected = samples.map(({ text, damage, mend }) => ({ text, damage, damaged: damage !== undefined, mend }));
      expect(said, field.name).toEqual(expected);
    }
  } finally {
    await bench.close();
  }
});
