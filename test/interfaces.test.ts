import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const sections = 'settings|cli|read|check|contract|http|who|load|records|query|download|pages';

test('every promise of the interfaces is named by a test, and no test names another', async () => {
  const text = await readFile(join(root, 'docs', 'interfaces.md'), 'utf8');
  const promised = new Set([...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name));
  const named = new Set((await testTexts()).flatMap((source) => namesIn(source)));
  expect(promised.size).toBeGreaterThan(100);
  expect([...promised].filter((name) => !named.has(name ?? ''))).toEqual([]);
  expect([...named].filter((name) => !promised.has(name))).toEqual([]);
});

/** Names in brackets, as titles of tests carry them; in code the same signs are an element of a list. */
function namesIn(source: string): readonly string[] {
  const texts = source.match(/'[^'\n]*'|"[^"\n]*"|`[^`\n]*`/g) ?? [];
  const name = new RegExp(String.raw`\[((?:${sections})\.[a-z0-9.-]+)\]`, 'g');
  return texts.flatMap((text) => [...text.matchAll(name)].map(([, found = '']) => found));
}

async function testTexts(): Promise<readonly string[]> {
  const found = await Promise.all(
    ['src', 'web', 'test'].map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  );
  return Promise.all(
    found
      .flat()
      .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')),
  );
}
