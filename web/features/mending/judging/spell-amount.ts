const part = String.raw`(?:\d{1,3}(?:\.\d{3})+|\d+(?:[.,](?:\d{1,2}|\d{4,6}))?)`;
const words = [
  { word: '(?:tỷ|tỉ)', worth: 1_000_000_000n },
  { word: String.raw`(?:triệu|tr\.?)`, worth: 1_000_000n },
  { word: '(?:nghìn|ngàn|k)', worth: 1000n },
];
const grouped = String.raw`\d{1,3}(?:\.\d{3})+`;
const whole = new RegExp(`^-?${words.map(({ word }) => `(?:${part} *${word}(?:,? +|$))?`).join('')}(?:${grouped})?$`);
const hasWord = new RegExp(String.raw`\d *(?:${words.map(({ word }) => word).join('|')})`);
const rest = new RegExp(`(?:^-?| )(${grouped})$`);

/** Digits behind the point of an amount while it is reckoned. */
const scale = 6;
const one = 10n ** BigInt(scale);
const longestPart = 14;

/** `2300000000`, for `2 tỷ 300 triệu` in a field of đồng; a plain number as it is. Null where it is none, or too great. */
export function spellAmount(given: {
  readonly bare: string;
  readonly inDong: boolean;
  readonly number: string | null;
  readonly unit: number;
}): string | null {
  const { bare, inDong, number, unit } = given;
  if (hasWord.test(bare) && whole.test(bare)) {
    const parts = words.map(({ word, worth }) => ({
      digits: new RegExp(`(${part}) *${word}`).exec(bare)?.[1] ?? '',
      worth,
    }));
    return sumOf([...parts, { digits: rest.exec(bare)?.[1] ?? '', worth: 1n }], {
      unit,
      negative: bare.startsWith('-'),
    });
  }
  if (number === null || unit === 1 || !inDong || /\p{L}/u.test(bare)) return number;
  const negative = number.startsWith('-');
  return sumOf([{ digits: number.replace('-', ''), worth: 1n }], { unit, negative });
}

function sumOf(
  parts: readonly { readonly digits: string; readonly worth: bigint }[],
  { unit, negative }: { readonly unit: number; readonly negative: boolean },
): string | null {
  let sum = 0n;
  for (const { digits, worth } of parts) {
    const plain = new RegExp(`^${grouped}$`).test(digits) ? digits.replaceAll('.', '') : digits.replace(',', '.');
    const [units = '', decimals = ''] = plain.split('.');
    if (units.length > longestPart) return null;
    sum += BigInt(units + decimals.slice(0, scale).padEnd(scale, '0')) * ((worth * one) / BigInt(unit));
  }
  const text = String(sum).padStart(2 * scale + 1, '0');
  const short = `${text.slice(0, -2 * scale)}.${text.slice(-2 * scale)}`.replace(/0+$/, '').replace(/\.$/, '');
  return negative ? `-${short}` : short;
}
