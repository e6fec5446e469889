/** Hears of a dump of MySQL byte by byte: texts in single quotes as they are written, and what stands between them. */
export interface ByteHearer {
  /** Quotation marks included. A text that the end of the dump cuts is heard as `onOther`. */
  readonly onText: (quoted: Buffer) => void;
  readonly onOther: (bytes: Buffer) => void;
}

export interface ByteScanner {
  readonly push: (chunk: Buffer) => void;
  readonly end: () => void;
  /** Bytes that wait for the end of a text. */
  readonly waiting: () => number;
}

type Inside = 'nothing' | 'text' | 'name' | 'quoted' | 'line' | 'comment';

const [quote, double, backtick, backslash, newline, dash, hash, slash, star] = Buffer.from('\'"`\\\n-#/*');

/** Tells texts from all else, before anything is known of the dump's coding: its signs are ASCII in each. */
export function createByteScanner(hearer: ByteHearer): ByteScanner {
  let held: Buffer = Buffer.alloc(0);
  let inside: Inside = 'nothing';
  /** How far `held` has been looked at. */
  let at = 0;

  const hand = (end: number, hear: (bytes: Buffer) => void): void => {
    if (end > 0) hear(held.subarray(0, end));
    held = held.subarray(end);
    at = 0;
  };
  /** Behind the text that is being read; undefined: it goes on. */
  const textEnd = (): number | undefined => {
    while (at < held.length) {
      const byte = held[at];
      if (byte === backslash) at += 2;
      else if (byte !== quote) at += 1;
      else if (at + 1 >= held.length) return undefined;
      else if (held[at + 1] === quote) at += 2;
      else return at + 1;
    }
    return undefined;
  };
  const scan = (over: boolean): void => {
    for (;;) {
      if (inside === 'text') {
        const whole = textEnd() ?? (over && held.length > 1 && held.at(-1) === quote ? held.length : undefined);
        if (whole === undefined) return;
        inside = 'nothing';
        hand(whole, hearer.onText);
        continue;
      }
      for (; at < held.length && !(inside === 'nothing' && held[at] === quote); at++) {
        // A sign of three that the chunk cuts.
        if (at + 2 >= held.length && !over) break;
        if (held[at] === backslash && inside === 'quoted') at += 1;
        else inside = after(inside, held, at);
      }
      const begins = inside === 'nothing' && held[at] === quote;
      hand(Math.min(at, held.length), hearer.onOther);
      if (!begins) return;
      inside = 'text';
      at = 1;
    }
  };
  return {
    push: (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      scan(false);
    },
    end: () => {
      scan(true);
      hand(held.length, hearer.onOther);
    },
    waiting: () => held.length,
  };
}

// Of the end of a comment the slash is looked at, with the star before it.
function after(inside: Inside, bytes: Buffer, at: number): Inside {
  const byte = bytes[at];
  switch (inside) {
    case 'nothing':
      if (byte === backtick) return 'name';
      if (byte === double) return 'quoted';
      if (byte === hash || (byte === dash && bytes[at + 1] === dash)) return 'line';
      // What stands behind a condition has texts as any statement has.
      return byte === slash && bytes[at + 1] === star && bytes[at + 2] !== 0x21 && bytes[at + 2] !== 0x4d
        ? 'comment'
        : 'nothing';
    case 'name':
      return byte === backtick ? 'nothing' : inside;
    case 'quoted':
      return byte === double ? 'nothing' : inside;
    case 'line':
      return byte === newline ? 'nothing' : inside;
    case 'comment':
      return byte === slash && bytes[at - 1] === star ? 'nothing' : inside;
    case 'text':
      return inside;
  }
}
