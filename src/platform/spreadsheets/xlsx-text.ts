/** The longest text that a cell can hold, in UTF-16 units; more makes spreadsheet programs call the file damaged. */
export const longestText = 32_767;

/**
 * What XML cannot hold, or would change, is written as `_xHHHH_`, as ECMA-376 part 1, §22.9.2.19 has it; a text that
 * looks like that gets its underscore written so.
 */
export function escapeText(text: string): string {
  if (!/[&<>_\p{Cc}\uFFFE\uFFFF]|\p{Cs}/u.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll(
      /[\0-\x08\x0B-\x1F\uFFFE\uFFFF]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The same within an attribute, whose blanks a parser would level. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** At most `most` characters, the last one an ellipsis where something is left out; no character is cut in two. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
