import { createCatalog } from '../../../src/modules/catalog/index.ts';
import { createCollector } from '../../../src/modules/intake/index.ts';
import { connectDatabase } from '../../../src/platform/database/connect.ts';
import { silentLog } from '../../../src/platform/log/log.ts';

// Collects once, as the server does once a day, so many days from now: on a data folder and its database, beside the server.

const [dataFolder = '', connectionString = '', days = '0'] = process.argv.slice(2);
const clock = () => new Date(Date.now() + Number(days) * 24 * 3_600_000);
const { database, close } = connectDatabase({ connectionString, log: silentLog, maxConnections: 2 });
const { listDatasets, findContract } = createCatalog({ database, clock, agencyName: (code) => code });
process.stdout.write('collecting\n');
const collector = createCollector({ database, dataFolder, clock, log: silentLog, listDatasets, findContract });
process.stdout.write(`${JSON.stringify(await collector.run())}\n`);
await close();
