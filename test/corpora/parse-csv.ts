/** The truths' own reading of csv, which has nothing to do with ours: commas, quotes doubled, any line end. */
export function parseCsv(text: string, delimiter = ','): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}\\r\\n]*))(${delimiter}|\\r\\n|\\n|\\r|$)`, 'gy');
  const content = text.replace(/^\uFEFF/, '');
  let row: string[] = [];
  for (let match = cell.exec(content); match !== null; match = cell.exec(content)) {
    const [, quoted, plain = '', end] = match;
    const ended = cell.lastIndex >= content.length && end === '';
    if (!(ended && match[0] === '' && row.length === 0))
      row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== delimiter) {
      if (row.length > 0) rows.push(row);
      row = [];
    }
    if (ended) break;
  }
  return rows;
}
