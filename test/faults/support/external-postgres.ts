import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgresBinaries } from '../../../src/platform/database/postgres-binaries.ts';
import { findPostgresLaunch } from '../../../src/platform/database/postgres-launch.ts';
import { startEmbeddedPostgres } from '../../../src/platform/database/embedded-postgres.ts';
import { silentLog } from '../../../src/platform/log/log.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { until } from './until.ts';

/** A PostgreSQL that is not the platform's own, always at one address: to be killed and started again. */
export async function createExternalPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-external-'));
  const cluster = join(folder, 'postgres');
  const sockets = join(folder, 's');
  await mkdir(sockets, { mode: 0o777 });
  // Makes the cluster and its database.
  await (await startEmbeddedPostgres({ cluster, log: silentLog })).stop();
  const binaries = await findPostgresBinaries();
  const launch = await findPostgresLaunch(binaries, folder);
  let server: ChildProcess | undefined;

  /** What it says until it takes connections, or ends. */
  async function launchOnce(): Promise<string> {
    const [command, ...rest] = [...launch.prefix, binaries.postgres, '-D', cluster, '-k', sockets];
    const child = spawn(command, [...rest, '-c', 'listen_addresses=', '-c', 'port=5432'], {
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server = child;
    let output = '';
    return new Promise((done) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('ready to accept connections')) done(output);
      });
      child.once('exit', () => done(output));
    });
  }

  async function start(): Promise<void> {
    // Processes of one that was killed end a moment after it, and until then no other starts.
    await until('PostgreSQL starts', async () => (await launchOnce()).includes('ready to accept connections'), {
      every: 200,
    });
  }

  return {
    connectionString: `postgresql://postgres@localhost/daklake?host=${encodeURIComponent(sockets)}`,
    start,
    /** As a crash of the machine's own would: nothing is said to anybody. */
    async kill(): Promise<void> {
      const pid = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      if (server?.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
    async close(): Promise<void> {
      server?.kill('SIGINT');
      if (server?.exitCode === null && server.signalCode === null) await once(server, 'exit');
      await removeFolder(folder);
    },
  };
}
