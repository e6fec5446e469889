/** Where the bytes themselves say which Unicode encoding they are in. */
export interface DeclaredCharset {
  readonly charset: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly bomLength: number;
}

/** A byte order mark, or the pattern of zeros that UTF-16 leaves in text; undefined: neither. */
export function declaredCharset(head: Buffer): DeclaredCharset | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { charset: 'utf-8', bomLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { charset: 'utf-16le', bomLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { charset: 'utf-16be', bomLength: 2 };
  const sample = head.subarray(0, Math.min(head.length & ~1, 8192));
  if (sample.length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 2) {
    if (sample[index] === 0) even++;
    if (sample[index + 1] === 0) odd++;
  }
  const pairs = sample.length / 2;
  // Vietnamese in UTF-16 is at least a third ASCII: blanks, delimiters, digits, consonants.
  if (odd > 0.3 * pairs && even < 0.02 * pairs && decodes(sample, 'utf-16le'))
    return { charset: 'utf-16le', bomLength: 0 };
  if (even > 0.3 * pairs && odd < 0.02 * pairs && decodes(sample, 'utf-16be'))
    return { charset: 'utf-16be', bomLength: 0 };
  // Where hardly a letter is ASCII, line ends and blanks alone leave zeros.
  if (odd > 0 && even === 0 && isLatin(sample, 'utf-16le')) return { charset: 'utf-16le', bomLength: 0 };
  if (even > 0 && odd === 0 && isLatin(sample, 'utf-16be')) return { charset: 'utf-16be', bomLength: 0 };
  return undefined;
}

/** Anything else read as UTF-16 gives letters of all the world: of Latin, Vietnamese with it, and with line ends, by no chance. */
function isLatin(sample: Buffer, charset: string): boolean {
  if (!decodes(sample, charset)) return false;
  const text = new TextDecoder(charset).decode(sample);
  const latin = text.match(/[\t\n\r\u0020-\u024f\u0300-\u0323\u1e00-\u1eff\u2010-\u203a]/g) ?? [];
  return /[\t\n\r ,;|]/.test(text) && latin.length >= 0.98 * text.length;
}

function decodes(sample: Buffer, charset: string): boolean {
  const text = new TextDecoder(charset).decode(sample);
  return !/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/.test(text) && (text.match(/\ufffd/g) ?? []).length <= 1;
}
