/** Whether a part has such a text, of 30 characters at the most, anywhere: it spares most files the parsing. */
export async function mentions(chunks: AsyncIterable<Buffer>, pattern: RegExp): Promise<boolean> {
  let before = '';
  for await (const chunk of chunks) {
    const text = before + chunk.toString('latin1');
    if (pattern.test(text)) return true;
    before = text.slice(-30);
  }
  return false;
}
