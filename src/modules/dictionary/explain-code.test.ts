import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CodeList } from './code-list.ts';
import { codesValidOn, explainCode } from './explain-code.ts';

const period = (code: string, validFrom: string | null, validTo: string | null) => ({
  code,
  name: { vi: `Mã ${code}` },
  validFrom,
  validTo,
});
const list: CodeList = {
  id: 'units',
  title: { vi: 'Đơn vị', en: 'Units' },
  codes: [
    period('A', null, '2025-06-30'),
    period('A', '2025-07-01', null),
    period('B', null, '2025-06-30'),
    period('C', null, '2025-06-30'),
    period('D', null, '2020-12-31'),
    period('E', '2030-01-01', null),
    period('F', null, '2010-12-31'),
    period('F', '2015-01-01', '2020-12-31'),
  ],
  successions: [
    { from: 'A', to: 'A', coverage: 'full', on: '2025-07-01' },
    { from: 'B', to: 'A', coverage: 'full', on: '2025-07-01' },
    { from: 'C', to: 'A', coverage: 'partial', on: '2025-07-01' },
    { from: 'C', to: 'X', coverage: 'partial', on: '2025-07-01' },
    { from: 'F', to: 'A', coverage: 'full', on: '2011-01-01' },
    { from: 'F', to: 'X', coverage: 'full', on: '2021-01-01' },
  ],
};

test('a code used again is read with the day', () => {
  expect(explainCode(list, 'A', '2025-06-30')).toEqual({ kind: 'valid', code: list.codes[0] });
  expect(explainCode(list, 'A', '2025-07-01')).toEqual({ kind: 'valid', code: list.codes[1] });
});

test('an ended code says who took over: one, several in part, or nobody', () => {
  expect(explainCode(list, 'B', '2026-01-01')).toEqual({
    kind: 'ended',
    ended: list.codes[2],
    successors: [list.successions[1]],
  });
  expect(explainCode(list, 'C', '2026-01-01')).toMatchObject({ kind: 'ended', successors: [{ to: 'A' }, { to: 'X' }] });
  expect(explainCode(list, 'D', '2021-01-01')).toMatchObject({ kind: 'ended', successors: [] });
});

test('a code that ended twice is followed from its last period, and never into the future', () => {
  const successorsOn = (day: string) => {
    const explanation = explainCode(list, 'F', day);
    return explanation.kind === 'ended' ? explanation.successors.map(({ to }) => to) : explanation.kind;
  };
  expect(successorsOn('2012-01-01')).toEqual(['A']);
  expect(successorsOn('2016-01-01')).toBe('valid');
  expect(successorsOn('2022-01-01')).toEqual(['X']);
});

test('a code to come is told from one that never was', () => {
  expect(explainCode(list, 'E', '2026-01-01')).toEqual({ kind: 'not-yet', begins: list.codes[5] });
  expect(explainCode(list, 'Z', '2026-01-01')).toEqual({ kind: 'unknown' });
});

test('a code is valid exactly where the list of the day has it', () => {
  const day = fc.date({ min: new Date('2009-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'Z'), day, (code, date) => {
      const on = date.toISOString().slice(0, 10);
      const listed = codesValidOn(list, on).some((candidate) => candidate.code === code);
      expect(explainCode(list, code, on).kind === 'valid').toBe(listed);
    }),
  );
});
