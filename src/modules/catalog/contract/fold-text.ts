/** Lower case, without accents (đ becomes d), blanks made one: what two spellings of one Vietnamese heading share. */
export function foldText(text: string): string {
  return normalizeHeading(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd');
}

/** As exact as headings are compared at best: composed, lower case, blanks made one. */
export function normalizeHeading(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
