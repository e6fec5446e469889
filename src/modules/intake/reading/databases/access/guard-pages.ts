import { failReading } from '../../errors.ts';

/** Bounds what a library does with a file whose pages point at each other in circles. */
export interface PageGuard {
  /** So many pages may be fetched from now on, beside once over all of them. */
  readonly allow: (pages: number) => void;
}

const leastPageBytes = 2048;
const definitionPage = 0x02;
/** A table has 255 columns at the most, which a few pages describe. */
const longestDefinition = 200;
/** A chain of pages is put together anew with each page, which takes the time of their square. */
const longestMilliseconds = 40_000;

/**
 * The library cuts every page that it takes out of the buffer by `slice`, which is counted and timed. It neither remembers
 * where it has been nor stops: a page that names itself as its own successor would be gone round for ever.
 */
export function guardPages(bytes: Buffer): PageGuard {
  demandEndingDefinitions(bytes);
  const pages = Math.ceil(bytes.length / leastPageBytes);
  const started = performance.now();
  let left = 2 * pages;
  const slice = bytes.subarray.bind(bytes);
  Object.defineProperty(bytes, 'slice', {
    value: (start?: number, end?: number): Buffer => {
      if (left-- <= 0) throw failReading('file-truncated', 'The pages of the database go round in a circle');
      if (left % 64 === 0 && performance.now() - started > longestMilliseconds)
        throw failReading('too-large', `Reading the database took more than ${longestMilliseconds} ms`);
      return slice(start, end);
    },
  });
  return {
    allow: (more) => {
      left = 2 * pages + more;
    },
  };
}

/** A definition's page names the one on which it goes on, or none. Pages that are enciphered say nothing of the kind. */
function demandEndingDefinitions(bytes: Buffer): void {
  const pageBytes = bytes[0x14] === 0 ? leastPageBytes : 2 * leastPageBytes;
  for (let start = pageBytes; start + 8 <= bytes.length; start += pageBytes) {
    let at = start;
    for (let length = 1; bytes[at] === definitionPage && at + 8 <= bytes.length; length++) {
      if (length > longestDefinition)
        throw failReading('file-truncated', 'The definition of a table goes round in a circle');
      const next = bytes.readUInt32LE(at + 4);
      if (next === 0) break;
      at = next * pageBytes;
    }
  }
}
