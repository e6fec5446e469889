import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field, SemanticTypeName } from '#modules/catalog/index.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { checkRows, openTestBench, testContract, testField, type TestBench } from '../test-check.ts';
import { badValues } from './testing/bad-values.ts';
import { damages } from './testing/damages.ts';
import { goodValues } from '../../../../test/support/good-values.ts';
import { spelledValues } from './testing/spelled-values.ts';

const sampled = 40;

interface Sample {
  readonly text: string;
  /** Whether anything is said of it. */
  readonly said: boolean;
  /** The value that it was, where that is certain. */
  readonly mend?: string | undefined;
  /** What is stored; undefined: nobody asks. */
  readonly stored?: string;
}

const types: Readonly<Partial<Record<SemanticTypeName, Field['type']>>> = {
  money: 'integer',
  percent: 'number',
  number: 'number',
  northing: 'number',
  easting: 'number',
};
/** Readings that know spellings only of a number. */
const asNumbers: Readonly<Partial<Record<SemanticTypeName, Field['type']>>> = {
  latitude: 'number',
  longitude: 'number',
};

// The tables' keys are names of semantic types.
const all = Object.keys(goodValues) as SemanticTypeName[];
/** Of the two axes of a place a row would say more than of each alone. */
const apart: readonly SemanticTypeName[] = ['longitude', 'easting'];

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

/** What is said of the samples of each type, each in a column of its own, and what was to be said. */
async function judge(
  samplesOf: (semanticType: SemanticTypeName) => readonly Sample[],
  typeOf: (semanticType: SemanticTypeName) => Field['type'],
) {
  const judged = new Map<SemanticTypeName, { readonly said: unknown; readonly expected: unknown }>();
  for (const names of [all.filter((name) => !apart.includes(name)), apart]) {
    const columns = names
      .map((semanticType) => ({
        semanticType,
        field: testField(semanticType.replaceAll('-', '_'), { semanticType, type: typeOf(semanticType) }),
        samples: samplesOf(semanticType),
      }))
      .filter(({ samples }) => samples.length > 0);
    const longest = Math.max(...columns.map(({ samples }) => samples.length));
    const { result, accepted, rejects } = await checkRows(bench, {
      contract: testContract({ fields: columns.map(({ field }) => field) }),
      tables: [
        {
          columns: columns.map(({ field }) => field.name),
          rows: Array.from({ length: longest }, (_, row) => columns.map(({ samples }) => samples[row]?.text ?? null)),
        },
      ],
      maxFindings: 1_000_000,
    });
    const rejected = new Set(rejects.map(({ _row }) => Number(_row)));
    const kept = Array.from({ length: longest }, (_, row) => row).filter((row) => !rejected.has(row + 2));
    const stored = new Map(kept.map((row, index) => [row, accepted[index]]));
    const found = new Map(
      result.findings
        .filter(({ rule }) => /\.(?:semantic|type)$/.test(rule))
        .map(({ field, row, suggestion }) => [`${field} ${row}`, { mend: suggestion }]),
    );
    for (const { semanticType, field, samples } of columns) {
      judged.set(semanticType, {
        said: samples.map(({ text, stored: asked }, row) => {
          const finding = found.get(`${field.name} ${row + 2}`);
          const value = stored.get(row)?.[field.name];
          return {
            text,
            said: finding !== undefined,
            mend: finding?.mend,
            stored: asked === undefined ? undefined : String(value),
          };
        }),
        expected: samples.map(({ text, said, mend, stored: value }) => ({ text, said, mend, stored: value })),
      });
    }
  }
  return judged;
}

test('of every semantic type a good value passes; what is done to it is found, and mended where one mend is certain', async () => {
  const judged = await judge(
    (semanticType) =>
      fc.sample(goodValues[semanticType], lawRuns(sampled)).flatMap((value) => [
        { text: value, said: false },
        ...damages.flatMap(({ apply, certain }): readonly Sample[] => {
          const text = apply(value, semanticType);
          return text === undefined ? [] : [{ text, said: true, mend: certain ? value : undefined }];
        }),
      ]),
    (semanticType) => types[semanticType] ?? 'string',
  );
  expect(judged.size).toBe(all.length);
  for (const [semanticType, { said, expected }] of judged) expect(said, semanticType).toEqual(expected);
});

test('of every semantic type something is said of a bad value, and a mend of it is none that is bad itself', async () => {
  const judged = await judge(
    (semanticType) =>
      fc.sample(badValues[semanticType], lawRuns(sampled)).map((text): Sample => ({ text, said: true })),
    (semanticType) => types[semanticType] ?? 'string',
  );
  expect(judged.size).toBe(all.length);
  for (const [semanticType, { said }] of judged) {
    // Nothing is worth a law that only shows that nobody looked.
    expect(
      (said as readonly Sample[]).filter((sample) => !sample.said),
      semanticType,
    ).toEqual([]);
  }
});

test('what is read of other spellings is stored in the normal form, which is read as itself', async () => {
  const judged = await judge(
    (semanticType) => {
      const spelled = spelledValues[semanticType];
      if (spelled === undefined) return [];
      return fc.sample(spelled, lawRuns(sampled)).flatMap(({ text, value }) => [
        { text, said: false, stored: value },
        { text: value, said: false, stored: value },
      ]);
    },
    (semanticType) => asNumbers[semanticType] ?? types[semanticType] ?? 'string',
  );
  expect([...judged.keys()].toSorted()).toEqual(Object.keys(spelledValues).toSorted());
  for (const [semanticType, { said, expected }] of judged) expect(said, semanticType).toEqual(expected);
});
