/** Whether a text is a code that may be proposed. */
export type IsCode = (text: string) => boolean;
/** Other writings of the code that a text may stand for: with its own signs in their places, with the zero that it lost. */
export type Rewrite = (text: string) => readonly string[];

/** Longer texts hold more than a code. */
const longest = 120;

/**
 * The code that a text can only mean, once what stands around and within it is taken away: quotes, hidden signs, a label
 * before it, a name after it, blanks and dots, signs and letters that look like others. Undefined where none is left. Texts
 * with two codes have none: nothing that parts a list is ever taken away.
 */
export function mendCode(isCode: IsCode, rewrite: Rewrite = () => []): (value: string) => string | undefined {
  return (value) => {
    if (value.length > longest) return undefined;
    const texts = withoutSurroundings(value).flatMap((text) => writings(text, rewrite));
    return texts.find(isCode) ?? texts.map(withDigits).find(isCode);
  };
}

/** Of a code that one pattern describes. */
export function isWhole(pattern: string): IsCode {
  const whole = new RegExp(`^(?:${pattern})$`);
  return (text) => whole.test(text);
}

const hidden = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const edges = /^[\s'"`´‘’“”.,;:<>]+|[\s'"`´‘’“”.,;:<>]+$/g;
/** `Mã số: …`; without a colon only words that are known to stand there. */
const label =
  /^(?:[\p{L}\p{M}\s./()-]*:\s*|(?:(?:số|mã|sổ|thẻ|xã|cccd|cmnd|cmt|đdcn|mst|sđt|đt|dđ|tel|stk|tk|bks|biển|bhxh|bhyt|hc|hộ chiếu|điện thoại|tài khoản|tthc|hs|hồ sơ)\.?\s+)+)/iu;
/** ` - Phường Buôn Ma Thuột`, ` (Sở Y tế)`: words without a digit. */
const nameBehind = /\s*(?:\s-\s|\()\s*\p{L}[^\d]*$/u;

function withoutSurroundings(value: string): readonly string[] {
  const text = trimmed(
    value
      .normalize('NFKC')
      .replace(hidden, '')
      .replace(/[‐-―−]/g, '-'),
  );
  // What a spreadsheet adds to a number is no digit of the code.
  const whole = text.replace(/^(\d+)[.,]0{1,2}$/, '$1');
  const unlabelled = trimmed(whole.replace(label, ''));
  return [...new Set([whole, unlabelled, trimmed(unlabelled.replace(nameBehind, ''))])];
}

function trimmed(text: string): string {
  return text.replace(edges, '');
}

function writings(text: string, rewrite: Rewrite): readonly string[] {
  const joined = text.replace(/[\s.,_-]/g, '');
  return [text, ...rewrite(text), joined, ...rewrite(joined)].map((writing) => writing.toUpperCase());
}

/** Letters that stand for digits, in a text that is mostly digits. */
function withDigits(text: string): string {
  return text.replace(/(?<=\d[OIL]*)[OIL]|[OIL](?=[OIL]*\d)/g, (letter) => (letter === 'O' ? '0' : '1'));
}
