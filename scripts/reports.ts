import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withEmptyPlatform } from './empty-platform.ts';
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
  return withEmptyPlatform(async (platform, database) => ({
    'errors.md': await reportErrors(root),
    'routes.md': await reportRoutes(platform.http),
    'schema.md': await reportSchema(database),
  }));
}
