import { expect, test } from 'vitest';
import { en as ofPages } from './en.ts';
import { mapping as ofMapping } from './en/mapping-page.ts';
import { mendPage as ofMending } from './en/mend-page.ts';
import { proposing as ofProposals } from './en/proposing.ts';
import { quotasPage as ofQuotas } from './en/quotas-page.ts';
import { receiptPage as ofReceipts } from './en/receipt-page.ts';
import { vi as pages } from './vi.ts';
import { mapping } from './vi/mapping-page.ts';
import { mendPage as mending } from './vi/mend-page.ts';
import { proposing as proposals } from './vi/proposing.ts';
import { quotasPage as quotas } from './vi/quotas-page.ts';
import { receiptPage as receipts } from './vi/receipt-page.ts';

const vi = { pages, proposals, mapping, mending, quotas, receipts };
const en = {
  pages: ofPages,
  proposals: ofProposals,
  mapping: ofMapping,
  mending: ofMending,
  quotas: ofQuotas,
  receipts: ofReceipts,
};

/** Every text with its place; a function is called with its parameters' numbers. */
function textsOf(value: unknown, place = ''): [place: string, text: string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') {
    const words = Array.from({ length: value.length }, (_, index) => `«${index}»`);
    // Every function of the catalogues takes texts and gives one.
    return [[place, (value as (...texts: string[]) => string)(...words)]];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, place ? `${place}.${key}` : key));
}

test('both languages have the same texts, and none is empty', () => {
  const [first, second] = [textsOf(vi), textsOf(en)];
  expect(first.length).toBeGreaterThan(200);
  expect(second.map(([place]) => place)).toEqual(first.map(([place]) => place));
  for (const [place, text] of [...first, ...second]) expect(text.trim(), place).not.toBe('');
});

test('both languages use every value that they are given', () => {
  for (const [place, text] of textsOf(vi)) {
    const used = (words: string) => [...new Set(words.match(/«\d+»/g))].toSorted();
    const other = textsOf(en).find(([key]) => key === place)?.[1] ?? '';
    expect(used(other), place).toEqual(used(text));
  }
});

test('Vietnamese is written with composed accents', () => {
  for (const [place, text] of textsOf(vi)) expect(text, place).toBe(text.normalize('NFC'));
});
