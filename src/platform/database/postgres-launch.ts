import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
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
 * Chooses the way that works on this machine, by trying it: an ordinary user just starts PostgreSQL; root goes through a
 * user namespace, or where containers forbid those through a changed user that keeps the right to enter our folders.
 * Neither needs a new user, nor a folder that others can enter.
 */
export async function findPostgresLaunch(binaries: PostgresBinaries, folder: string): Promise<PostgresLaunch> {
  const user = process.getuid?.() ?? nobody;
  const ways = user === 0 ? rootWays : [{ prefix: [...dieWithUs, '--'], owner: user }];
  const failures: unknown[] = [];
  for (const way of ways) {
    try {
      await tryLaunch(way, binaries, folder);
      return way;
    } catch (error) {
      failures.push(error);
    }
  }
  if (user !== 0 && !existsSync('/usr/bin/setpriv')) return { prefix: [], owner: user };
  throw new Error(
    'PostgreSQL does not run as root, and neither a user namespace (unshare) nor a change of user (setpriv) is allowed ' +
      'here. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    { cause: new AggregateError(failures) },
  );
}

const rootWays: readonly PostgresLaunch[] = [
  {
    // The namespace first: a change of credentials clears the death signal.
    prefix: ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--', ...dieWithUs, '--'],
    owner: 0,
  },
  {
    // Without no_setuid_fixup access(2) would ignore the capability.
    prefix: [
      ...dieWithUs,
      ...`--securebits +no_setuid_fixup --reuid ${nobody} --regid ${nobody} --clear-groups`.split(' '),
      ...'--inh-caps +dac_override --ambient-caps +dac_override --'.split(' '),
    ],
    owner: nobody,
  },
];

/** Proves that the way is allowed, that the program can be read through it, and that the folder can be written. */
async function tryLaunch(way: PostgresLaunch, binaries: PostgresBinaries, folder: string): Promise<void> {
  const probe = '"$0" --version && cd "$1" && test -w .';
  const [command, ...rest] = [...way.prefix, '/bin/sh', '-c', probe, binaries.postgres, folder];
  await program(command ?? '/bin/sh', rest);
}
