import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readElements } from './data-element.ts';
import { readCodeList } from './read-code-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'daklake-dictionary-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'pack.yaml');

test('a code written as a number is refused: it would lose its zero', () => {
  writeFileSync(file, 'id: x\ntitle: { vi: X, en: X }\ncodes: [{ code: 01, vi: Một, en: One }]\n');
  expect(() => readCodeList(file)).toThrow(/pack\.yaml.*[\s\S]*codes\[0\]\.code/);
});

test('an open period is null', () => {
  writeFileSync(
    file,
    "id: x\ntitle: { vi: X, en: X }\ncodes: [{ code: '01', vi: Một, en: One, validTo: 2025-06-30 }]\n",
  );
  expect(readCodeList(file).codes).toEqual([
    { code: '01', name: { vi: 'Một', en: 'One' }, validFrom: null, validTo: '2025-06-30' },
  ]);
});

const element = (id: string, rest: string) =>
  `- { id: '${id}', name: { vi: A, en: A }, definition: { vi: A, en: A }, type: string, synonyms: [], ${rest} }\n`;

test('a personal element without a mask is refused, and one that stands twice', () => {
  writeFileSync(file, element('a:A-001', 'personal: basic'));
  expect(() => readElements(file)).toThrow('a mask goes with personal data');
  writeFileSync(file, element('a:A-001', 'personal: none') + element('a:A-001', 'personal: none'));
  expect(() => readElements(file)).toThrow('a:A-001 stands twice');
});
