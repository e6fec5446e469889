import { expect, test } from 'vitest';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { explainCodeListFinding } from './explain-code-list.ts';

const directory = createDirectory({ packs: 'packs' });
const list = createDictionary({ packs: 'packs', directory }).codeLists('commune');

/** Old codes whose successor's code was used before the merger too, for a place of another name. */
test.each([
  ['24118', 'Phường Tân Lập (24121)'],
  ['24166', 'Phường Tân Lập (24121)'],
  ['22042', 'Phường Bình Kiến (22045)'],
])('%s is now %s', (code, now) => {
  if (list === undefined) throw new Error('There is no list of communes');
  const { detail, suggestion } = explainCodeListFinding(list, code, '2026-11-22');
  expect(detail.vi).toContain(`Nay là ${now}`);
  expect(suggestion).toBe(/\d{5}/.exec(now)?.[0]);
});

test('a split code names both places, and suggests neither', () => {
  if (list === undefined) throw new Error('There is no list of communes');
  const { detail, suggestion } = explainCodeListFinding(list, '24550', '2026-11-22');
  expect(detail.vi).toMatch(/chia cho .*\(24544\).* và .*\(24561\)/);
  expect(suggestion).toBeUndefined();
});
