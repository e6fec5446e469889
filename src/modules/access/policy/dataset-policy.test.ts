import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { datasetPolicy } from './dataset-policy.ts';

test('the guide tells exactly the sentences of the policy', () => {
  const guide = readFileSync(resolve(import.meta.dirname, '../../../../docs/guides/access.md'), 'utf8');
  const table =
    guide
      .split('## The policy on datasets')[1]
      ?.split('\n')
      .filter((line) => line.startsWith('| `')) ?? [];
  const told = table.map((line) => line.split('|').map((cell) => cell.trim()));
  const sentences = datasetPolicy.map(({ ability, sentence }) => ['', `\`${ability}\``, sentence.en, sentence.vi, '']);
  expect(told).toEqual(sentences);
});
