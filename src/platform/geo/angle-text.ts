export interface Angle {
  readonly degrees: number;
  /** Which of the two it must be, where a letter says so. */
  readonly of: 'latitude' | 'longitude' | undefined;
}

const number = String.raw`\d{1,3}(?:[.,]\d+)?`;
const sixtieth = String.raw`\d{1,2}(?:[.,]\d+)?`;
const separator = {
  degrees: '[°º˚ᵒ]|deg|độ|d|:',
  minutes: "['′’´`‘]|min|phút|m|:",
  seconds: "[\"″”“]|''|′′|’’|sec|giây|s",
};
const sexagesimal = new RegExp(
  `^(${number})\\s*(?:${separator.degrees}|\\s)\\s*(?:(${sixtieth})\\s*(?:(?:${separator.minutes}|\\s)\\s*(?:(${sixtieth})\\s*(?:${separator.seconds})?)?)?)?$`,
  'iu',
);
const decimal = /^\d{1,3}(?:[.,]\d+)?$/;

/**
 * An angle as people spell it: `12.6667`, `12,6667`, `12°40'12"N`, `N 12 40 12`, `108°02′10″Đ`, `12 độ 40 phút`. Of the
 * letters, B is bắc and Đ đông; N is north, as maps have it, though nam begins with it too: no place here is south. Small letters are units: `12d40m12s`.
 */
export function parseAngle(text: string): Angle | undefined {
  let rest = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  let sign = 1;
  let of: Angle['of'];
  const side =
    /^(?:[Vv]ĩ độ |[Kk]inh độ )?(?:([NSEWBĐT])(?![\p{L}])|([Bb]ắc|[Nn]am|[Đđ]ông|[Tt]ây)) ?|[ ,]?(?:([NSEWBĐT])|(?:độ )?([Bb]ắc|[Nn]am|[Đđ]ông|[Tt]ây))$/u.exec(
      rest,
    );
  if (side !== null) {
    const letter = (side[1] ?? side[2] ?? side[3] ?? side[4] ?? '').toLowerCase();
    of = /^(?:n|s|b|bắc|nam)$/.test(letter) ? 'latitude' : 'longitude';
    if (/^(?:s|w|t|nam|tây)$/.test(letter)) sign = -1;
    rest = (rest.slice(0, side.index) + rest.slice(side.index + side[0].length)).trim();
  }
  if (/^[-−]/.test(rest)) {
    sign = -sign;
    rest = rest.slice(1).trim();
  } else if (rest.startsWith('+')) rest = rest.slice(1).trim();
  const value = decimal.test(rest) ? numberOf(rest) : sexagesimalValue(rest);
  return value === undefined ? undefined : { degrees: sign * value, of };
}

function sexagesimalValue(text: string): number | undefined {
  const [, degrees, minutes = '0', seconds = '0'] = sexagesimal.exec(text) ?? [];
  if (degrees === undefined) return undefined;
  const [minute, second] = [numberOf(minutes), numberOf(seconds)];
  if (minute >= 60 || second >= 60) return undefined;
  // A broken number ends what it belongs to: 12.5° has no minutes beside it.
  if (/[.,]/.test(degrees) && minute + second > 0) return undefined;
  if (/[.,]/.test(minutes) && second > 0) return undefined;
  return Math.round((numberOf(degrees) + minute / 60 + second / 3600) * 1e9) / 1e9;
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.'));
}
