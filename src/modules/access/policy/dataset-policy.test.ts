import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { datasetPolicy } from './dataset-policy.ts';

test.each([
  ['access.md', 'en'],
  ['access.vi.md', 'vi'],
] as const)('%s tells exactly the sentences of the policy', (file, language) => {
  const guide = readFileSync(resolve(import.meta.dirname, '../../../../docs/guides', file), 'utf8');
  const told = guide.split('\n').filter((line) => line.startsWith('| `'));
  expect(told).toEqual(datasetPolicy.map(({ ability, sentence }) => `| \`${ability}\` | ${sentence[language]} |`));
});
