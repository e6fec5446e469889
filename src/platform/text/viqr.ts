/** VIQR (RFC 1456): ASCII, a letter with its hat and its tone behind it, as those wrote who had no other letters. */
const written = /[AEIOUYaeiouy][(^+]?[`'?~.]?|D[Dd]|dd/g;
const hats: Readonly<Record<string, string>> = { '^': '\u0302', '(': '\u0306', '+': '\u031b' };
const tones: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '?': '\u0309',
  '~': '\u0303',
  '.': '\u0323',
};
const takesHat: Readonly<Record<string, string>> = { '^': 'aeo', '(': 'a', '+': 'ou' };

/** Decodes VIQR. Marks that their letter never bears stay marks. */
export function decodeViqr(text: string): string {
  return text
    .replace(written, (code) => {
      if (/^d/i.test(code)) return code.startsWith('D') ? 'Đ' : 'đ';
      const letter = code.charAt(0);
      const [hat, tone] = code.charAt(1) in hats ? [code.charAt(1), code.slice(2)] : ['', code.slice(1)];
      if (hat !== '' && takesHat[hat]?.includes(letter.toLowerCase()) !== true) return code;
      return letter + (hats[hat] ?? '') + (tones[tone] ?? '');
    })
    .normalize('NFC');
}

/** What nothing else than VIQR has: a hat behind a letter of a word. */
export const viqrHat = /[A-Za-z](?:[aeo]\^|a\(|[ou]\+)|\b[aeo]\^|\bu\+o\+|\bdd[aeiouy]/i;
