import { systemClock } from '#platform/clock/clock.ts';
import { silentLog } from '#platform/log/log.ts';
import { createKeyTables } from '../create-key-tables.ts';
import type { KeyedView } from '../keyed-dataset.ts';

/* A process that makes keys, for a test to kill: it is sent a data folder and what is to be made. */
process.once('message', (message) => {
  // Sent by the test.
  const { dataFolder, view } = message as { readonly dataFolder: string; readonly view: KeyedView };
  void createKeyTables({ dataFolder, clock: systemClock, log: silentLog, fromRows: 1 }).then((keyTables) =>
    keyTables.prepare(view),
  );
});
