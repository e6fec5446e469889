import { failReading } from '../errors.ts';

export interface ElementSplitter {
  readonly push: (chunk: Buffer) => void;
  readonly end: () => void;
}

const comma = 0x2c;
const quote = 0x22;
const backslash = 0x5c;

/**
 * Cuts what stands between the brackets of a JSON array at its commas, without parsing: brackets and texts are followed
 * and nothing else. Each element is handed on as text, with its ordinal from 1, to be parsed alone.
 */
export function createElementSplitter(
  recordBytes: number,
  onElement: (text: string, ordinal: number) => void,
): ElementSplitter {
  let depth = 0;
  let inText = false;
  let escaped = false;
  let ordinal = 0;
  let parts: Buffer[] = [];
  let size = 0;

  const keep = (part: Buffer): void => {
    size += part.length;
    if (size > recordBytes)
      throw failReading('row-too-long', `Record ${ordinal + 1} is too long`, { line: ordinal + 1 });
    if (part.length > 0) parts.push(part);
  };
  const finish = (): void => {
    const text = (parts.length === 1 ? parts[0] : Buffer.concat(parts))?.toString('utf8') ?? '';
    parts = [];
    size = 0;
    onElement(text, ++ordinal);
  };

  return {
    push: (chunk) => {
      let from = 0;
      for (let index = 0; index < chunk.length; index++) {
        const byte = chunk[index] ?? 0;
        if (inText) {
          if (escaped) escaped = false;
          else if (byte === backslash) escaped = true;
          else if (byte === quote) inText = false;
        } else if (byte === quote) inText = true;
        else if (byte === 0x7b || byte === 0x5b) depth++;
        else if (byte === 0x7d || byte === 0x5d) depth--;
        else if (byte === comma && depth === 0) {
          keep(chunk.subarray(from, index));
          finish();
          from = index + 1;
        }
      }
      // The stream may use the chunk's memory again before the rest of this element arrives.
      keep(Buffer.from(chunk.subarray(from)));
    },
    end: () => {
      const blank = parts.every((part) => part.toString('latin1').trim() === '');
      if (ordinal > 0 || !blank) finish();
    },
  };
}
