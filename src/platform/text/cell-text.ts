const beyondAscii = /[^\x00-\x7f]/;

/**
 * A cell's text as every later step sees it: NFC, line ends as `\n`, no blanks at the ends (no-break spaces and byte
 * order marks included; a soft hyphen is not a blank: in TCVN3 it is the letter ư).
 */
export function normalizeCellText(text: string): string {
  if (isPlain(text)) return text;
  const composed = beyondAscii.test(text) ? text.normalize('NFC') : text;
  const lines = composed.includes('\r') ? composed.replace(/\r\n?/g, '\n') : composed;
  return lines.trim();
}

/** Most cells are short and ASCII: going over them once by hand is several times faster than asking three questions. */
function isPlain(text: string): boolean {
  const last = text.length - 1;
  for (let index = 0; index <= last; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7e || code === 0x0d || (code <= 0x20 && (index === 0 || index === last))) return false;
  }
  return true;
}
