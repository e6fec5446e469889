import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import { keepRunning } from './keep-running.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { findPostgresLaunch, type PostgresLaunch } from './postgres-launch.ts';
import { socketConnectionString, stopOrphan } from './running-postgres.ts';

const program = promisify(execFile);

export interface EmbeddedPostgresOptions {
  /** The cluster's folder, made at the first start; its parent must exist. */
  readonly cluster: string;
  readonly log: Log;
  /** Further settings, e.g. `{ fsync: 'off' }` where the data are thrown away afterwards. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long the server may be gone, having ended by itself, before it is lost, in milliseconds. */
  readonly giveUpAfter?: number;
  /** Called when the server has ended without having been asked to, and does not come back. */
  readonly onLost?: () => void;
}

export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** Ends the server cleanly; connections still open are cut. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm brought, on a Unix socket that only this user can reach. What was committed is on disk;
 * a half-made cluster is never taken for one; if this process is killed, the server ends by itself. One that ends by itself
 * is started again at the same address.
 *
 * The caller must own the cluster's folder (see `claimDataFolder`): a server that an earlier owner left behind is stopped.
 * Call it from the main thread: the server dies with the thread that started it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = resolve(options.cluster);
  const binaries = await findPostgresBinaries();
  const launch = await findPostgresLaunch(binaries, dirname(cluster));
  await stopOrphan(cluster);
  if (!existsSync(cluster)) await makeCluster(cluster, binaries.initdb, launch);
  await ensureOwner(cluster, launch.owner);
  const socketFolder = await makeSocketFolder(cluster, launch.owner);

  const settings = { ...defaultSettings, unix_socket_directories: socketFolder, ...options.settings };
  const [command, ...rest] = [...launch.prefix, binaries.postgres, '-D', cluster];
  const server = await keepRunning({
    launch: async () => {
      const child = spawn(command, [...rest, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])], {
        cwd: dirname(cluster),
        env: cleanEnvironment(),
        // In our process group a Ctrl-C would reach the server before us.
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await untilReady(child, options.log);
      return child;
    },
    log: options.log.with({ cluster }),
    giveUpAfter: options.giveUpAfter ?? 120_000,
    onLost: () => options.onLost?.(),
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(socketFolder, { recursive: true, force: true });
  };
  try {
    await createDatabase(socketFolder);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connectionString: socketConnectionString(socketFolder), stop };
}

/** Port is named because a PGPORT of the shell's must not count. */
const defaultSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  port: '5432',
  timezone: 'UTC',
  jit: 'off',
  max_connections: '60',
};

async function makeCluster(cluster: string, initdb: string, launch: PostgresLaunch): Promise<void> {
  const half = `${cluster}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await ensureOwner(half, launch.owner);
  const [command, ...rest] = [...launch.prefix, initdb, '-D', half, '-U', 'postgres', '--encoding=UTF8'];
  const safety = [
    '--auth-local=trust',
    '--auth-host=reject',
    '--locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ];
  await program(command, [...rest, ...safety], { env: cleanEnvironment(), cwd: dirname(cluster) });
  await rename(half, cluster);
}

/** Who runs the server may have changed since the cluster was made (another way of not being root). */
async function ensureOwner(folder: string, owner: number): Promise<void> {
  if (process.getuid?.() !== 0 || (await stat(folder)).uid === owner) return;
  await program('chown', ['-R', `${owner}:${owner}`, folder]);
}

/** Under the temporary folder, not in the data folder: a socket's path may not exceed 107 bytes. */
async function makeSocketFolder(cluster: string, owner: number): Promise<string> {
  const prefix = `daklake-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}-`;
  for (const name of await readdir(tmpdir())) {
    if (name.startsWith(prefix)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(tmpdir(), prefix));
  if (process.getuid?.() === 0) await chown(folder, owner, owner);
  return folder;
}

/** Resolves when connections are taken; a crash recovery before that may take as long as it needs. */
async function untilReady(server: ChildProcess, log: Log): Promise<void> {
  let output = '';
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.once('exit', (code) => fail(new Error(`PostgreSQL ended while starting (${code}):\n${output}`)));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-8192);
      if (output.includes('ready to accept connections')) ready();
      if (/\b(FATAL|PANIC):/.test(text)) log.warn({ text: text.trim() }, 'postgres says');
    });
  });
}

async function createDatabase(socketFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: socketConnectionString(socketFolder, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'daklake'`);
    if (rowCount === 0) await client.query('create database daklake');
  } finally {
    await client.end();
  }
}

/** Without PGDATA, PGPORT, a foreign locale and the like. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: `${process.env['PATH'] ?? ''}:/usr/bin:/bin:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
