import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** How a program of PostgreSQL is started, given that PostgreSQL refuses to run as root. */
export interface PostgresLaunch {
  /** Goes before the program's own path. */
  readonly prefix: readonly string[];
  /** Who the cluster's files must belong to. */
  readonly owner: number;
}

const nobody = 65534;
const program = promisify(execFile);

/** SIGINT is PostgreSQL's fast shutdown: when our process is killed, the server ends cleanly within milliseconds. */
const dieWithUs = ['setpriv', '--pdeathsig', 'INT'];

/**
 * Chooses the way that works on this machine, by trying it: an ordinary user just starts PostgreSQL; root, and a user
 * without a name (as containers have them), go through a user namespace, or root where containers forbid those through a
 * changed user that keeps the right to enter our folders. None needs a new user, nor a folder that others can enter.
 */
export async function findPostgresLaunch(binaries: PostgresBinaries, folder: string): Promise<PostgresLaunch> {
  const user = process.getuid?.() ?? nobody;
  const namespace = { prefix: [...ownNamespace, ...dieWithUs, '--'], owner: user };
  const plain = existsSync('/usr/bin/setpriv') ? [...dieWithUs, '--'] : [];
  const ordinary = hasName() ? [{ prefix: plain, owner: user }, namespace] : [namespace];
  const failures: unknown[] = [];
  for (const way of user === 0 ? [namespace, changedUser] : ordinary) {
    try {
      await tryLaunch(way, binaries, folder);
      return way;
    } catch (error) {
      failures.push(error);
    }
  }
  throw new Error(
    'PostgreSQL runs neither as root nor as a user without a name, and neither a user namespace (unshare) nor a change ' +
      'of user (setpriv) is allowed here. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    { cause: new AggregateError(failures) },
  );
}

/** Comes first: a change of credentials clears the death signal. */
const ownNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'];

/** Without no_setuid_fixup access(2) would ignore the capability. */
const changedUser: PostgresLaunch = {
  prefix: [
    ...dieWithUs,
    ...`--securebits +no_setuid_fixup --reuid ${nobody} --regid ${nobody} --clear-groups`.split(' '),
    ...'--inh-caps +dac_override --ambient-caps +dac_override --'.split(' '),
  ],
  owner: nobody,
};

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** Proves that the way is allowed, that the program can be read through it, and that the folder can be written. */
async function tryLaunch(way: PostgresLaunch, binaries: PostgresBinaries, folder: string): Promise<void> {
  const probe = '"$0" --version && cd "$1" && test -w .';
  const [command, ...rest] = [...way.prefix, '/bin/sh', '-c', probe, binaries.postgres, folder];
  await program(command, rest);
}
