import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createDirectory } from '#modules/directory/index.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { codesValidOn, createDictionary } from './index.ts';

const packs = resolve(import.meta.dirname, '../../../packs');
const dictionary = createDictionary({ packs, directory: createDirectory({ packs }) });
const today = '2026-11-22';

test('the units of the directory are code lists, before and since the reform', () => {
  const counts = (id: string, day: string) => codesValidOn(dictionary.codeLists(id) ?? expect.fail(id), day).length;
  expect([counts('commune', '2025-06-30'), counts('commune', '2025-07-01')]).toEqual([286, 102]);
  expect([counts('province', '2025-06-30'), counts('province', '2025-07-01')]).toEqual([63, 34]);
  expect(counts('commune-vn', today)).toBe(3321);
});

test('every list is whole: titles and names in both languages, codes unique in time', () => {
  const ids = dictionary.listCodeLists();
  expect(ids).toEqual(ids.toSorted());
  expect(ids.length).toBeGreaterThanOrEqual(12);
  for (const id of ids) {
    const list = dictionary.codeLists(id) ?? expect.fail(id);
    expect(list.id).toBe(id);
    expect(list.title.vi && list.title.en).toBeTruthy();
    expect(list.codes.filter(({ name }) => name.vi === '' || !name.en)).toEqual([]);
    for (const day of ['2020-01-01', today]) {
      const codes = codesValidOn(list, day).map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  }
});

test('there are 54 peoples, and a code for foreigners', () => {
  const peoples = dictionary.codeLists('dan-toc')?.codes ?? [];
  expect(peoples).toHaveLength(55);
  expect(peoples.find(({ name }) => name.vi === 'Ê-đê')?.code).toBe('12');
  expect(peoples.find(({ name }) => name.vi === 'Mnông')?.code).toBe('20');
});

test('an unknown list is undefined, and an identifier never leaves the folder', () => {
  expect(dictionary.codeLists('no-such-list')).toBeUndefined();
  expect(dictionary.codeLists('../elements')).toBeUndefined();
  expect(dictionary.codeLists('code-lists/dan-toc')).toBeUndefined();
});

test('elements refer only to code lists that exist', () => {
  const elements = dictionary.listElements();
  expect(elements.length).toBeGreaterThanOrEqual(25);
  const bound = elements.flatMap(({ codeList }) => codeList ?? []);
  expect(bound.length).toBeGreaterThan(5);
  expect(bound.filter((id) => dictionary.codeLists(id) === undefined)).toEqual([]);
});

test('a heading names one element at the most: no two share a name or a synonym', () => {
  const owners = new Map<string, Set<string>>();
  for (const { id, name, synonyms } of dictionary.listElements()) {
    for (const heading of [name.vi, name.en, ...synonyms]) {
      const key = foldHeading(heading);
      owners.set(key, (owners.get(key) ?? new Set()).add(id));
    }
  }
  expect([...owners].filter(([, ids]) => ids.size > 1).map(([key, ids]) => [key, ...ids])).toEqual([]);
});

test('the first dictionary speaks of persons, organisations, places, dossiers, land, money and time', () => {
  const elements = dictionary.listElements();
  expect(elements.length).toBeGreaterThanOrEqual(90);
  expect(new Set(elements.map(({ id }) => id.split(':')[0]))).toEqual(
    new Set(['ndg', 'tc', 'dc', 'hs', 'tg', 'dl', 'hx', 'vt', 'dd', 'nn', 'mt', 'yt', 'gd', 'vb', 'ql']),
  );
  const untranslated = elements.filter(
    ({ name, definition }) => name.vi === name.en || definition.vi === definition.en,
  );
  expect(untranslated).toEqual([]);
});

test('an element is found by its identifier', () => {
  expect(dictionary.findElement('ndg:ID-001')).toMatchObject({
    name: { vi: 'Số định danh cá nhân' },
    semanticType: 'personal-id',
    personal: 'basic',
    mask: 'last4',
  });
  expect(dictionary.findElement('ndg:DT-001')?.personal).toBe('sensitive');
  expect(dictionary.findElement('ndg:XX-999')).toBeUndefined();
});
