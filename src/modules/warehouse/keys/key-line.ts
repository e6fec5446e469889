/** The key's values, as the engine writes them, before the rest of a line. */
export function lineStart(key: readonly string[]): string {
  return key.map((text) => `${JSON.stringify(text)}\t`).join('');
}

/** The key of a line. */
export function keyOfLine(line: string, fields: number): readonly string[] {
  // Written by the engine from texts.
  return line.split('\t', fields).map((text) => JSON.parse(text) as string);
}

/** The cells of the line in a block of lines that begins so. */
export function findCells(block: Buffer, start: string): readonly string[] | undefined {
  const line = Buffer.from(`\n${start}`);
  const isFirst = block.subarray(0, line.length - 1).equals(line.subarray(1));
  const found = isFirst ? -1 : block.indexOf(line);
  if (!isFirst && found < 0) return undefined;
  const cellsAt = found + line.length;
  const end = block.indexOf(10, cellsAt);
  return block.toString('utf8', cellsAt, end < 0 ? block.length : end).split('\t');
}
