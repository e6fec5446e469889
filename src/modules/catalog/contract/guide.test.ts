import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { contractProperties, fieldProperties } from './custom-names.ts';
import { parseContract } from './parse-contract.ts';

const guide = readFileSync(resolve(import.meta.dirname, '../../../../docs/guides/contracts.md'), 'utf8');

test("the guide's example is a good contract without a warning", () => {
  const example = /```yaml\n(.*?)```/s.exec(guide)?.[1] ?? '';
  expect(parseContract(example)).toMatchObject({ ok: true, warnings: [] });
});

test('the guide names every property of ours, and no other', () => {
  const named = (from: string, to: string) => {
    const part = guide.slice(guide.indexOf(from), guide.indexOf(to));
    return new Set([...part.matchAll(/`daklake\.(\w+)`/g)].map(([, name]) => name));
  };
  expect(named('## Facts of the dataset', '## Facts of a field')).toEqual(new Set(contractProperties));
  expect(named('## Facts of a field', '## Checks')).toEqual(new Set(fieldProperties));
});
