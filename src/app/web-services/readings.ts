import type { ReadingServices } from '#api/web-services/readings.ts';
import { readInEncoding, type ReadInEncodingDeps } from '#modules/intake/index.ts';

export function createReadingServices(deps: ReadInEncodingDeps): ReadingServices {
  return { readInEncoding: (caller, load, encoding) => readInEncoding(deps, caller, load, encoding) };
}
