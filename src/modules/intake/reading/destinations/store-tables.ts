import type { TextTable } from '#platform/tables/text-table.ts';
import type { Destination } from '../reader.ts';
import { createCanonicalCopy } from '../storage/canonical-copy.ts';

/** Tables as storage that the engine scans: the file itself where it is regular, else a canonical copy. */
export function storeTables(stagingPath: (suffix: string) => string): Destination<TextTable> {
  return {
    open: async () => {
      const copy = await createCanonicalCopy(stagingPath('csv'));
      return {
        sink: copy,
        flush: copy.flush,
        close: async (table) => ({ ...table, storage: await copy.close() }),
        discard: copy.discard,
      };
    },
    inPlace: (table, storage) => Promise.resolve({ ...table, storage }),
  };
}
