import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '#app/compose.ts';
import { readConfig } from '#app/config.ts';
import { openDatabase } from '#app/open-database.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { dataFolderAt } from '#platform/files/index.ts';
import { silentLog } from '#platform/log/log.ts';
import { reportErrors } from './reports/errors.ts';
import { reportRoutes } from './reports/routes.ts';
import { reportSchema } from './reports/schema.ts';

// Writes docs/reports/ from the code. With --check it writes nothing, and ends with 1 where a report is not up to date.

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const stale: string[] = [];
for (const [name, text] of Object.entries(await makeReports())) {
  const path = join(root, 'docs', 'reports', name);
  if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
  stale.push(name);
  if (check) continue;
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
}
if (stale.length > 0) console.error(`${check ? 'Not up to date' : 'Written'}: ${stale.join(', ')}`);
if (check && stale.length > 0) console.error('Run `npm run reports` and look at the difference.');
process.exit(check && stale.length > 0 ? 1 : 0);

/** On a real, empty platform that is thrown away. */
async function makeReports(): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-reports-'));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  const opened = await openDatabase({ databaseUrl: undefined, folder: dataFolderAt(folder), log: silentLog });
  cleanUp.defer(() => opened.close());

  const environment = { DATABASE_URL: opened.connectionString, DAKLAKE_DATA: join(folder, 'data'), DAKLAKE_DEMO: '0' };
  const config = readConfig(environment);
  const deps = {
    config,
    log: silentLog,
    clock: systemClock,
    version: '0',
    development: false,
    onLost: () => undefined,
  };
  const platform = await compose(deps);
  cleanUp.defer(() => platform.close());
  return {
    'errors.md': await reportErrors(root),
    'routes.md': await reportRoutes(platform.http),
    'schema.md': await reportSchema(opened.database),
  };
}
