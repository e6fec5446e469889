import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';

const folder = import.meta.dirname;
const fixtures = readdirSync(folder).filter((name) => !/\.(?:ts|golden\.json)$/.test(name));

test('there are fixtures', () => {
  expect(fixtures.length).toBeGreaterThan(5);
});

test.each(fixtures)('%s reads as its golden file says', async (name) => {
  const { tables, warnings, ...about } = await readBytes(name, readFileSync(join(folder, name)));
  const outcome = { ...about, warnings: warnings.map(({ code }) => code), tables };
  await expect(`${JSON.stringify(outcome, null, 1)}\n`).toMatchFileSnapshot(join(folder, `${name}.golden.json`));
});
