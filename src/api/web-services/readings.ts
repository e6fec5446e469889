import type { Caller } from '../caller.ts';
import type { ReadingChoice } from '../loads.ts';

/** What the page of a load asks where the file is to be read otherwise. */
export interface ReadingServices {
  /** Reads the file again. Returns the load to follow. Throws `load-not-rereadable`. */
  readOtherwise(caller: Caller, load: string, choice: ReadingChoice): Promise<{ readonly id: string }>;
}
