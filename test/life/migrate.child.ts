import { migrations } from '../../src/app/migrations.ts';
import { connectDatabase } from '../../src/platform/database/connect.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { silentLog } from '../../src/platform/log/log.ts';

// A process of its own, to race others and to be killed by the test beside it: brings a database forward, prints what ran.
const [, , connectionString = ''] = process.argv;
const { database, close } = connectDatabase({ connectionString, log: silentLog });
process.stdout.write('at work\n');
const ran = await migrate(database, migrations);
process.stdout.write(`${JSON.stringify(ran)}\n`);
await close();
