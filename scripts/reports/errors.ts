import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorKinds, type ErrorDefinition } from '#platform/errors/domain-error.ts';
import { internalFault } from '#platform/http/errors.ts';

interface ListedError {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** The rooms, or parts of the platform, whose tables hold it. */
  readonly of: readonly string[];
}

/** Every error table there is: what files called errors.ts export. Throws where two tables mean different things by a code. */
export async function listErrors(root: string): Promise<readonly ListedError[]> {
  const found = new Map<string, ListedError>([[internalFault.code, { ...internalFault, of: ['platform/http'] }]]);
  for (const file of await errorFiles(join(root, 'src'))) {
    const of = file
      .slice(join(root, 'src').length + 1)
      .replace(/^modules\//, '')
      .replace(/\/errors\.ts$/, '');
    // A namespace's values are unknown; what is not a table is left out.
    const exported = Object.values((await import(file)) as Readonly<Record<string, unknown>>).filter(isErrorTable);
    for (const table of exported) {
      for (const [code, { kind, title }] of Object.entries(table)) {
        const status = errorKinds[kind];
        const other = found.get(code);
        if (other !== undefined && other.status !== status) {
          throw new Error(`The code ${code} means one thing in ${other.of.join()} and another in ${of}`);
        }
        found.set(code, { code, status, title: other?.title ?? title, of: [...(other?.of ?? []), of] });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export async function reportErrors(root: string): Promise<string> {
  const errors = await listErrors(root);
  const rows = errors.map(({ code, status, title, of }) => `| \`${code}\` | ${status} | ${title} | ${of.join(', ')} |`);
  return [
    '# Error codes',
    '',
    'Every problem document, and every failure of a load or of a command, carries one of these codes. They are stable and',
    'never used again for something else. The status is that of the answer where the error ends a request.',
    '',
    '| code | status | meaning | from |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

async function errorFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.name === 'errors.ts')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function isErrorTable(value: unknown): value is Readonly<Record<string, ErrorDefinition>> {
  if (typeof value !== 'object' || value === null) return false;
  const rows: readonly unknown[] = Object.values(value);
  return (
    rows.length > 0 && rows.every((row) => typeof row === 'object' && row !== null && 'kind' in row && 'title' in row)
  );
}
