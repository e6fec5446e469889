import type { Caller } from '../caller.ts';
import type { EncodingName } from '../encodings.ts';

/** What the page of a load asks where letters came out wrong. */
export interface ReadingServices {
  /** Reads the file again, null: as its text looks. Returns the load to follow. Throws `load-not-rereadable`. */
  readInEncoding(caller: Caller, load: string, encoding: EncodingName | null): Promise<{ readonly id: string }>;
}
