import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import type { Role } from '../../src/api/caller.ts';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import { systemClock, type Clock } from '../../src/platform/clock/clock.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { createTestDatabase } from './database.ts';
import { removeFolder } from './remove-folder.ts';

/** The whole platform as `daklake start` runs it, on a database and a data folder of the test's own. */
export interface TestPlatform {
  readonly address: string;
  readonly dataFolder: string;
  /** With which a verb finds its data folder's database. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the platform keeps there, for a test of what nobody is shown. */
  readonly database: Database;
  /** Lines of the log at level error: a test of a fault of ours looks here. */
  readonly errors: readonly string[];
  /** Every event that was logged so far. */
  events(): readonly Readonly<Record<string, unknown>>[];
  /** A token's header, for a caller of this role. */
  as(role: Role, place?: { readonly agency?: string; readonly unit?: string }): Promise<Record<string, string>>;
  /** Somebody who can sign in with a password. */
  createUser(user: {
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly agency?: string;
    readonly unit?: string;
  }): Promise<{ readonly email: string; readonly password: string }>;
  call(path: string, init?: RequestInit): Promise<Response>;
  /** Sends bytes to a dataset; the load that came of it. */
  send(dataset: string, content: string | Uint8Array, options: Sending): Promise<string>;
  /** Sends bytes to a dataset and follows the load to its rest. */
  load(dataset: string, content: string | Uint8Array, options: Sending): Promise<LoadView>;
  /** Follows a load to its rest. */
  follow(load: string, headers: Record<string, string>): Promise<LoadView>;
  /** Ends it and starts it again on the same database and data folder, at another address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface Sending {
  readonly headers: Record<string, string>;
  readonly name?: string;
  readonly query?: string;
}

export async function startTestPlatform(
  options: {
    readonly demonstration?: boolean;
    readonly settings?: Readonly<Record<string, string>>;
    readonly clock?: Clock;
  } = {},
): Promise<TestPlatform> {
  const database = await createTestDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'daklake-test-'));
  const errors: string[] = [];
  const lines: string[] = [];
  const write = (line: string) => {
    lines.push(line);
    if (line.includes('"level":"error"')) errors.push(line);
  };
  const start = () =>
    compose({
      config: readConfig({
        PORT: '0',
        DAKLAKE_DATA: dataFolder,
        DATABASE_URL: database.connectionString,
        DAKLAKE_DEMO: options.demonstration === true ? '1' : '0',
        DAKLAKE_LOADS: '2',
        ...options.settings,
      }),
      log: createLog({ clock: systemClock, level: 'debug', write }),
      clock: options.clock ?? systemClock,
      version: '0.0.0',
      development: false,
      onLost: () => undefined,
    });
  let platform = await start();
  let address = await platform.listen();
  if (options.demonstration === true) await platform.demonstrationLoaded;
  const access = createAccess({
    database: database.database,
    directory: createDirectory({ packs: 'packs' }),
    clock: systemClock,
    origin: address,
  });
  const tokens = new Map<string, string>();
  const call = (path: string, init: RequestInit = {}) => fetch(`${address}${path}`, init);

  const follow = async (id: string, headers: Record<string, string>): Promise<LoadView> => {
    for (;;) {
      const load = LoadView.parse(await (await call(`/api/v1/loads/${id}`, { headers })).json());
      if (restingStates.includes(load.state)) return load;
      await sleep(20);
    }
  };

  const send: TestPlatform['send'] = async (dataset, content, { headers, name = 'data.csv', query = '' }) => {
    const sent = await call(`/api/v1/datasets/${dataset}/loads?name=${encodeURIComponent(name)}${query}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: typeof content === 'string' ? content : new Uint8Array(content),
    });
    if (sent.status !== 202) throw new Error(`${sent.status}: ${await sent.text()}`);
    return ((await sent.json()) as { readonly id: string }).id;
  };

  return {
    get address() {
      return address;
    },
    dataFolder,
    environment: { DATABASE_URL: database.connectionString, DAKLAKE_DATA: dataFolder },
    database: database.database,
    errors,
    // Our own lines, each a JSON object.
    events: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    call,
    as: async (role, { agency = null, unit = null } = {}) => {
      const name = `${role} ${agency} ${unit}`;
      const token =
        tokens.get(name) ?? (await access.issueToken({ name, role, agency, unit, createdBy: 'test' })).token;
      tokens.set(name, token);
      return { authorization: `Bearer ${token}` };
    },
    createUser: async (user) => {
      const password = randomBytes(12).toString('hex');
      await access.createUser({ ...user, password });
      return { email: user.email, password };
    },
    send,
    load: async (dataset, content, options) => follow(await send(dataset, content, options), options.headers),
    follow,
    restart: async () => {
      await platform.close();
      platform = await start();
      address = await platform.listen();
    },
    close: async () => {
      await platform.close();
      await database.close();
      await removeFolder(dataFolder);
    },
  };
}

export async function readText(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}
