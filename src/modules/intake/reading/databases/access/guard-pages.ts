import { failReading } from '../../errors.ts';

/** Bounds what a library does with a file whose pages point at each other in circles. */
export interface PageGuard {
  /** So many pages may be fetched from now on, beside once over all of them. */
  readonly allow: (pages: number) => void;
}

const leastPageBytes = 2048;
/** A chain of pages is put together anew with each page. */
const longestChain = 10_000;

/**
 * The library cuts every page that it takes out of the buffer by `slice`, which is counted. It neither remembers where it
 * has been nor stops: a page that names itself as its own successor would be gone round for ever.
 */
export function guardPages(bytes: Buffer): PageGuard {
  const pages = Math.ceil(bytes.length / leastPageBytes);
  let left = 2 * pages + longestChain;
  const slice = bytes.subarray.bind(bytes);
  Object.defineProperty(bytes, 'slice', {
    value: (start?: number, end?: number): Buffer => {
      if (left-- <= 0) throw failReading('file-truncated', 'The pages of the database go round in a circle');
      return slice(start, end);
    },
  });
  return {
    allow: (more) => {
      left = 2 * pages + longestChain + more;
    },
  };
}
