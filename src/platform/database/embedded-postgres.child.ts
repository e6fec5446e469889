import { silentLog } from '../log/log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

// A process of its own, to be killed by the test beside it.
const [, , cluster = ''] = process.argv;
await startEmbeddedPostgres({ cluster, log: silentLog });
process.send?.('ready');
setInterval(() => undefined, 60_000);
