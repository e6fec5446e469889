import { expect, test } from 'vitest';
import { accessErrors } from '#modules/access/index.ts';
import { loadErrors, mappingErrors, proposalErrors, readingErrors } from '#modules/intake/index.ts';
import { qualityErrors } from '#modules/quality/index.ts';
import { problems, problemText } from '../../web/messages/problems.ts';

/** What a load can fail with, and what a page can be refused with, in the officer's words. */
const shownOnPages = [
  ...Object.keys(readingErrors),
  ...Object.keys(qualityErrors),
  ...Object.keys(loadErrors),
  ...Object.keys(mappingErrors),
  ...Object.keys(proposalErrors),
  ...Object.keys(accessErrors).filter((code) => /^(credentials|sign-in|right|link|password|email)-/.test(code)),
  'dataset-unknown',
  'snapshot-unknown',
];

test.each(shownOnPages)('%s is explained in both languages', (code) => {
  for (const language of ['vi', 'en'] as const) {
    const text = problemText(code, language);
    expect(text?.title.trim()).toBeTruthy();
    expect(text?.mend.trim()).toBeTruthy();
  }
});

test('a code without a text has none, whatever objects inherit', () => {
  expect(problemText('constructor', 'vi')).toBeUndefined();
});

test('no two codes are told in the same words', () => {
  const titles = Object.values(problems).map((text) => text.title.vi + text.mend.vi);
  expect(new Set(titles).size).toBe(titles.length);
});
