import type { Thousands } from '#api/form-rules.ts';
import { spellAmount } from './spell-amount.ts';

const currencies = 'đồng|dong|vnđ|vnd|vnð|đ|₫';
const blank = '[ \u{a0}\u{202f}]*';
const signs = new RegExp(`${blank}(?:${currencies}|%|phần trăm|\\((?:${currencies}|%)\\))\\.?$|,-$`, 'u');
const currency = new RegExp(`\\d\\)?${blank}\\(?(?:${currencies})\\)?\\.?\\)?$|^(?:vnđ|vnd|₫) *\\d`, 'u');

/**
 * A number as JavaScript and SQL write it, for `1234.5`, `1.234.567,89`, `1,234,567.89`, `1 234 567,89`, `15.000 đ`,
 * `12,5%`, `(1.234)`, `1.234 (1)`; null: it is none. What ends the thousands where it stands alone before three digits is
 * given; with a currency it always does. Money, whose `unit` is so many đồng, may say «triệu» and «tỷ».
 */
export function spellNumber(text: string, ends: Thousands, unit?: number): string | null {
  const lower = text.toLowerCase();
  const bare = lower
    .replace(/(\d%?) *(?:\((?:\d|[a-z]|\*{1,3})\)|\*{1,3}|[¹²³⁴-⁹]{1,2})$/, '$1')
    .replace(/^\((\d[^()]*)\)$/, '-$1')
    .replace(signs, '')
    .replace(/^(?:vnđ|vnd|₫|%) */, '')
    .replace(/^[−–](\d)/, '-$1');
  const inDong = currency.test(lower);
  const number = spellBare(bare, inDong ? 'both' : ends)?.replace(/^\+/, '') ?? null;
  return unit === undefined ? number : spellAmount({ bare, inDong, number, unit });
}

function spellBare(bare: string, thousands: Thousands): string | null {
  if (/^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) {
    const ends = thousands === 'both' || thousands === (bare.includes('.') ? 'dot' : 'comma');
    return bare.replace(/[.,]/, ends ? '' : '.');
  }
  if (/^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/.test(bare)) return bare;
  if (/^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^[-+]?\d+,\d+$/.test(bare)) return bare.replace(',', '.');
  if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) return bare.replaceAll(',', '');
  if (/^[-+]?\d{1,3}(?:[ \u{a0}\u{202f}]\d{3})+(?:[.,]\d+)?$/u.test(bare)) {
    return bare.replaceAll(/[ \u{a0}\u{202f}]/gu, '').replace(',', '.');
  }
  return null;
}
