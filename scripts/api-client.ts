import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withEmptyPlatform } from './empty-platform.ts';
import { documentHash, readApiDocument } from './reports/api-document.ts';

// Writes docs/reports/openapi.d.ts, the types of a client, from the OpenAPI document with everything that anybody may call.
// Its generator wants another TypeScript than ours, and has a package of its own.

const root = join(import.meta.dirname, '..');
const tools = join(root, 'tools', 'interop');
const generator = join(tools, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
if (!existsSync(generator)) run('npm', ['ci', '--no-audit', '--no-fund'], tools);

const document = await withEmptyPlatform(async ({ http }) => readApiDocument(http));
const folder = await mkdtemp(join(tmpdir(), 'daklake-client-'));
try {
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  const types = run(process.execPath, [generator, file], tools);
  const head = `// Made by «npm run api-client» from the OpenAPI document ${documentHash(document)}.\n`;
  await writeFile(join(root, 'docs', 'reports', 'openapi.d.ts'), `${head}${types}`);
} finally {
  await rm(folder, { recursive: true });
}
process.exit(0);

function run(command: string, given: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')} ended with ${status}\n${stderr}`);
  return stdout;
}
