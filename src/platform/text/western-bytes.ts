/** What a Western code page (Windows-1252) makes of the bytes 0x80–0x9f; ISO 8859-1 leaves them control characters. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const bytes: ReadonlyMap<string, number> = new Map(Array.from(signs, (sign, index) => [sign, 0x80 + index] as const));

/** The byte that a Western code page shows as this character; undefined: it shows none so. */
export function westernByte(character: string): number | undefined {
  const code = character.charCodeAt(0);
  return code <= 0xff ? code : bytes.get(character);
}

/** A class for regular expressions, without brackets: characters that Western code pages make of bytes beyond ASCII. */
export const westernClass = `\\u0080-\\u00ff${[...signs].filter((sign) => sign > '\u00ff').join('')}`;

/** A table of 128 letters, the bytes 0x80–0xff in order, as a map from what a Western code page shows. */
export function lettersByWestern(upperHalf: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [index, letter] of [...upperHalf].entries()) {
    if (letter === '·') continue;
    letters.set(String.fromCharCode(0x80 + index), letter);
    if (index < 0x20) letters.set(signs.charAt(index), letter);
  }
  return letters;
}
