import type { SpooledTable } from '../read-outcome.ts';
import type { Destination } from '../reader.ts';
import { createRowSpool } from '../storage/row-spool.ts';

/** Tables with all their rows, in files: memory holds none of them. The reader is asked to hand over each (`inPlace`). */
export function spoolDestination(stagingPath: (suffix: string) => string): Destination<SpooledTable> {
  return {
    open: async () => {
      const spooled = { rows: stagingPath('rows.json'), rowNumbers: stagingPath('places.json') };
      const spool = await createRowSpool(spooled);
      return {
        sink: spool,
        flush: spool.flush,
        // What was written goes with the staging folder.
        discard: spool.close,
        close: async (table) => {
          await spool.close();
          return { ...table, spooled };
        },
      };
    },
    inPlace: () => Promise.reject(new Error('A table that is spooled passes row by row')),
  };
}
