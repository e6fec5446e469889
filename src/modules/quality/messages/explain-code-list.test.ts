import { expect, test } from 'vitest';
import type { CodeList } from '#modules/dictionary/index.ts';
import { explainCodeListFinding } from './explain-code-list.ts';

const lastDay = '2025-06-30';
const firstDay = '2025-07-01';
const old = (code: string, vi: string) => ({ code, name: { vi }, validFrom: null, validTo: lastDay });
const now = (code: string, vi: string) => ({ code, name: { vi }, validFrom: firstDay, validTo: null });
const became = (from: string, to: string, coverage: 'full' | 'partial') => ({ from, to, coverage, on: firstDay });

/** 24121 was used before the merger too, for a place of another name; today's stands before it in the list. */
const list: CodeList = {
  id: 'commune',
  title: { vi: 'Xã, phường', en: 'Communes' },
  codes: [
    now('24121', 'Phường Tân Lập'),
    now('24544', 'Xã Ea Ktur'),
    now('24561', 'Xã Dray Bhăng'),
    old('24118', 'Phường Tân Lập'),
    old('24121', 'Phường Tân Hòa'),
    old('24550', 'Xã Ea Bhốk'),
  ],
  successions: [
    became('24118', '24121', 'full'),
    became('24550', '24544', 'partial'),
    became('24550', '24561', 'partial'),
  ],
};

test('a code that ended names its successor as that is called then', () => {
  const { detail, suggestion } = explainCodeListFinding(list, '24118', '2026-11-22');
  expect(detail.vi).toContain('Nay là Phường Tân Lập (24121)');
  expect(suggestion).toBe('24121');
});

test('a split code names both places, and suggests neither', () => {
  const { detail, suggestion } = explainCodeListFinding(list, '24550', '2026-11-22');
  expect(detail.vi).toContain('Đã chia cho Xã Ea Ktur (24544) và Xã Dray Bhăng (24561)');
  expect(suggestion).toBeUndefined();
});
