/** What stands in HTML for a letter or a sign beyond ASCII: `&#7877;`, `&#x1EC5;`, `&ecirc;`. */
const spelled = /&(?:#(\d{2,7})|#x([0-9a-f]{2,6})|([a-z]{2,6}));/gi;

/** HTML names letters of Latin 1 by the letter and its accent, and a few signs of texts. */
const accents: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
};
const signs: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  amp: '&',
};

/**
 * Puts letters in the place of what HTML writes for them. The signs of markup and of quoting stay as they are written, so
 * that a file has the same cells as before.
 */
export function decodeHtmlLetters(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(spelled, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return namedLetter(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
      const letter = code > 0xa0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return letter.isWellFormed() ? letter : whole;
    })
    .normalize('NFC');
}

function namedLetter(name: string): string | undefined {
  const accent = accents[name.slice(1)];
  if (accent !== undefined && /[aeiouyn]/i.test(name.charAt(0))) return (name.charAt(0) + accent).normalize('NFC');
  return signs[name.toLowerCase()];
}
