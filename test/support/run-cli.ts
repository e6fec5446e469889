import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVerb } from '../../src/cli/run-verb.ts';
import { verbs } from '../../src/cli/verbs.ts';
import { removeFolder } from './remove-folder.ts';

export interface CliOutcome {
  readonly exitCode: number;
  readonly printed: string;
  readonly notices: string;
  /** What was printed, as JSON. */
  readonly json: () => Record<string, unknown>;
}

/** Runs a verb as the command line does, in this process: `runCli('read', file, '--json')`. */
export function runCli(name: string, ...given: readonly string[]): Promise<CliOutcome> {
  return runCliWith({}, name, ...given);
}

export async function runCliWith(
  environment: Readonly<Record<string, string>>,
  name: string,
  ...given: readonly string[]
): Promise<CliOutcome> {
  const load = verbs[name];
  if (load === undefined) throw new Error(`there is no verb ${name}`);
  const { verb } = await load();
  let printed = '';
  const notices: string[] = [];
  const exitCode = await runVerb(verb, given, 'en', {
    environment,
    print: async (text) => void (printed += text),
    notice: (line) => void notices.push(line),
    progress: () => ({ report: () => undefined, end: () => undefined }),
    untilEnd: async () => undefined,
  });
  return { exitCode, printed, notices: notices.join('\n'), json: () => JSON.parse(printed) as Record<string, unknown> };
}

/** A folder of the test's own; `place` writes a file into it and returns its path. */
export async function createTestFolder() {
  const path = await mkdtemp(join(tmpdir(), 'daklake-test-'));
  return {
    path,
    place: async (name: string, content: string | Uint8Array) => {
      await writeFile(join(path, name), content);
      return join(path, name);
    },
    remove: () => removeFolder(path),
  };
}
