import { foldAccents } from './vietnamese-letters.ts';

/**
 * A heading as it is compared: case, accents, tone placement, i or y, blanks and punctuation make no difference.
 * `Mã xã/phường`, `ma_xa_phuong` and `MaXaPhuong` fold alike.
 */
export function foldHeading(text: string): string {
  return foldAccents(text)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replaceAll('y', 'i');
}
