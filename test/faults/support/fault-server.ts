import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccess } from '../../../src/modules/access/index.ts';
import { createDirectory } from '../../../src/modules/directory/index.ts';
import { verifySnapshots } from '../../../src/modules/warehouse/index.ts';
import { restingStates, type LoadView } from '../../../src/api/loads.ts';
import { systemClock } from '../../../src/platform/clock/clock.ts';
import { connectDatabase, type DatabaseConnection } from '../../../src/platform/database/connect.ts';
import { findRunningPostgres } from '../../../src/platform/database/running-postgres.ts';
import { silentLog } from '../../../src/platform/log/log.ts';
import { makeContract } from '../../support/make-contract.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { startServer, type StartedServer } from '../../support/start-server.ts';
import { listLoadStates } from './list-load-states.ts';
import { processesLeft } from './left-processes.ts';
import { until } from './until.ts';

export type FaultServer = Awaited<ReturnType<typeof createFaultServer>>;

/** The command `daklake start` on a data folder of the test's own: to be killed, and started again, any number of times. */
export async function createFaultServer(
  options: {
    readonly settings?: Readonly<Record<string, string>>;
    /** Undefined: the embedded PostgreSQL. */
    readonly databaseUrl?: string;
    /** Its folder; undefined: one that is made, and removed at the end. */
    readonly dataFolder?: string;
    readonly demonstration?: boolean;
  } = {},
) {
  const own = options.dataFolder === undefined ? await mkdtemp(join(tmpdir(), 'daklake-faults-')) : undefined;
  const dataFolder = options.dataFolder ?? join(own ?? '', 'data');
  const mark = `DAKLAKE_TEST_RUN=${randomBytes(6).toString('hex')}`;
  const empty = options.demonstration === true ? [] : ['--empty'];
  const given = ['start', ...empty, '--port', '0', '--data', dataFolder];
  let server: StartedServer | undefined;
  let address: string | undefined;
  let connection: DatabaseConnection | undefined;
  let steward: Record<string, string> | undefined;

  /** A process that may not come up: returns as soon as it was asked to start. */
  function launch(...further: readonly string[]): StartedServer {
    const [name = '', value = ''] = mark.split('=');
    const environment = { DAKLAKE_LOG: 'warn', DAKLAKE_LOADS: '2', ...options.settings, [name]: value };
    const database = options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl };
    server = startServer([...given, ...further], { ...environment, ...database });
    return server;
  }

  async function start(): Promise<void> {
    const launched = launch();
    address = await launched.address;
    if (address === undefined) throw new Error(`The server did not come up: ${launched.notices()}`);
  }

  /** Ends the server as `kill -9` does, and waits until nothing of it is left. */
  async function kill(): Promise<void> {
    await disconnect();
    server?.child.kill('SIGKILL');
    await server?.ended;
    // PostgreSQL, which keeps no environment of ours, ends by itself; the next start waits for it.
    const left = await processesLeft(mark, 15_000);
    if (left.length > 0) throw new Error(`Still there after the server was killed: ${left.join('; ')}`);
  }

  async function disconnect(): Promise<void> {
    await connection?.close();
    connection = undefined;
  }

  /** The server's own database, beside it. */
  async function database() {
    if (connection !== undefined) return connection.database;
    const connectionString = options.databaseUrl ?? (await findRunningPostgres(join(dataFolder, 'postgres')));
    if (connectionString === undefined) throw new Error('No PostgreSQL runs');
    connection = connectDatabase({ connectionString, log: silentLog, maxConnections: 4 });
    return connection.database;
  }

  /** The header of the steward who owns every dataset of the test. */
  async function asSteward(): Promise<Record<string, string>> {
    if (steward !== undefined) return steward;
    const access = createAccess({
      database: await database(),
      directory: createDirectory({ packs: 'packs' }),
      clock: systemClock,
      origin: address ?? '',
    });
    const { token } = await access.issueToken({
      name: 'steward',
      role: 'steward',
      agency: 'H15.05',
      unit: null,
      createdBy: 'test',
    });
    steward = { authorization: `Bearer ${token}` };
    return steward;
  }

  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${address}${path}`, { ...init, headers: { ...(await asSteward()), ...init.headers } });
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads what an outsider would: JSON of no type
  async function json(path: string, init: RequestInit = {}): Promise<any> {
    const response = await call(path, init);
    if (!response.ok) throw new Error(`${response.status} ${path}: ${await response.text()}`);
    return response.json();
  }

  const post = (path: string, body: unknown, method = 'POST') =>
    json(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  async function send(dataset: string, content: string, query = ''): Promise<string> {
    const sent = await json(`/api/v1/datasets/${dataset}/loads?name=a.csv${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: content,
    });
    return sent.id as string;
  }

  async function rest(load: string, most = 60_000): Promise<LoadView> {
    return until(
      `load ${load} comes to rest`,
      async () => {
        const response = await call(`/api/v1/loads/${load}`);
        // Its database may be away at the moment.
        if (response.status === 503) return undefined;
        if (!response.ok) throw new Error(await response.text());
        const view = (await response.json()) as LoadView;
        return restingStates.includes(view.state) ? view : undefined;
      },
      { every: 20, most },
    );
  }

  /**
   * What is wrong on disk and on record while no load is under way; empty: nothing. Folders of the data folder are held
   * against the loads that there are, snapshots against their hashes.
   */
  async function faults(): Promise<readonly string[]> {
    const known = await listLoadStates(await database());
    const ids = new Set(known.map(({ id }) => id));
    const snapshotsFolder = join(dataFolder, 'snapshots');
    const orphansBefore = new Date(Date.now() + 60_000);
    const verdict = await verifySnapshots({ database: await database(), snapshotsFolder, orphansBefore });
    const names = (folder: string): Promise<readonly string[]> => readdir(join(dataFolder, folder)).catch(() => []);
    // The run's own cleaning ends a moment after its row rests.
    const staging = await until(
      'staging is empty',
      async () => ((await names('staging')).length === 0 ? [] : undefined),
      {
        most: 3000,
      },
    ).catch(() => names('staging'));
    const landing = new Set((await names('landing')).filter((name) => name !== 'uploads'));
    const kept: string[] = [];
    for (const { id, state } of known.filter((load) => load.state !== 'held')) {
      if ((await names(join('rejects', id))).includes('accepted.parquet')) kept.push(`${id} (${state})`);
    }
    return [
      ...verdict.problems.map(({ kind, dataset, snapshot, what }) => `${kind} ${dataset}/${snapshot}: ${what}`),
      ...staging.map((name) => `left in staging: ${name}`),
      ...[...landing].filter((name) => !ids.has(name)).map((name) => `left in landing: ${name}`),
      ...[...ids].filter((id) => !landing.has(id)).map((id) => `the file of ${id} is gone`),
      ...(await names('rejects')).filter((name) => !ids.has(name)).map((name) => `left in rejects: ${name}`),
      ...kept.map((load) => `accepted rows left of ${load}`),
    ];
  }

  return {
    dataFolder,
    mark,
    launch,
    start,
    kill,
    disconnect,
    database,
    call,
    asSteward,
    json,
    post,
    send,
    rest,
    faults,
    headers: asSteward,
    notices: () => server?.notices() ?? '',
    get address() {
      return address ?? '';
    },
    /** The process that serves, not the launcher before it. */
    async pid(): Promise<number> {
      return Number(/\d+/.exec(await readFile(join(dataFolder, 'owner'), 'utf8'))?.[0]);
    },
    /** Asks it to end, as a service manager does; the exit code. */
    async stop(): Promise<number | null> {
      await disconnect();
      server?.child.kill('SIGTERM');
      return (await server?.ended)?.code ?? null;
    },
    put: (id: string, given: Omit<Parameters<typeof makeContract>[0], 'id'>) =>
      json(`/api/v1/datasets/${id}/contract`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: makeContract({ ...given, id }),
      }),
    async close(): Promise<void> {
      await kill();
      if (own !== undefined) await removeFolder(own);
    },
  };
}
