/**
 * The code on a receipt: 12 signs of Crockford's base 32, 60 random bits. Whoever holds it may see what the receipt
 * says, so it must not be guessed: among a million receipts a guess succeeds once in a million million tries, which
 * needs no further limit. https://www.crockford.com/base32.html
 */
export const receiptAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const signs = 12;
const whole = new RegExp(`^[${receiptAlphabet}]{${signs}}$`);

/** As it is printed: `K7QM-3XRT-9V2D`. */
export function presentReceiptCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}

/** What somebody typed, as codes are stored; case, blanks, dashes, O for 0 and I or L for 1 do not matter. */
export function parseReceiptCode(typed: string): string | undefined {
  if (typed.length > 100) return undefined;
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.\-‐-―_]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return whole.test(code) ? code : undefined;
}
