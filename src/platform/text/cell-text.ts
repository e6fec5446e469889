const beyondAscii = /[^\x00-\x7f]/;

/**
 * A cell's text as every later step sees it: NFC, line ends as `\n`, no blanks at the ends (no-break spaces and byte
 * order marks included; a soft hyphen is not a blank: in TCVN3 it is the letter ư).
 */
export function normalizeCellText(text: string): string {
  const composed = beyondAscii.test(text) ? text.normalize('NFC') : text;
  const lines = composed.includes('\r') ? composed.replace(/\r\n?/g, '\n') : composed;
  return lines.trim();
}
