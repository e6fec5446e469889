import { randomUUID } from 'node:crypto';
import { openDatabaseBeside, type OpenedDatabase } from '../../src/app/open-database.ts';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { dataFolderAt } from '../../src/platform/files/index.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { startServer } from '../../test/support/start-server.ts';

export interface RunningServer {
  readonly address: string;
  readonly pid: number;
  /** Milliseconds until it listened. */
  readonly startedIn: number;
  stop(): Promise<void>;
}

/** A server on the data folder, without the demonstration. */
export async function runServer(data: string): Promise<RunningServer> {
  const began = performance.now();
  const server = startServer(['start', '--empty', '--port', '0', '--data', data], { DAKLAKE_LOG: 'warn' });
  const address = await server.address;
  if (address === undefined || server.child.pid === undefined) throw new Error((await server.ended).stderr);
  return {
    address,
    pid: server.child.pid,
    startedIn: performance.now() - began,
    stop: async () => {
      server.child.kill('SIGTERM');
      await server.ended;
    },
  };
}

/** The database of the server that runs on the data folder. */
export async function openBeside(data: string): Promise<Pick<OpenedDatabase, 'database' | 'close'>> {
  const opened = await openDatabaseBeside({ databaseUrl: undefined, folder: dataFolderAt(data), log: silentLog });
  if (opened === undefined) throw new Error('The server has no database');
  return opened;
}

/** A token of a steward of each agency, one of an administrator, and the cookie of an administrator who looks at pages. */
export async function issueTokens(data: string, origin: string, agencies: readonly string[]) {
  const { database, close } = await openBeside(data);
  const directory = createDirectory({ packs: 'packs' });
  const access = createAccess({ database, directory, clock: systemClock, origin });
  const stewards = new Map<string, string>();
  for (const agency of agencies) {
    const { token } = await access.issueToken({ name: `bench ${agency}`, role: 'steward', agency, createdBy: 'bench' });
    stewards.set(agency, token);
  }
  const administrator = await access.issueToken({ name: 'bench', role: 'administrator', createdBy: 'bench' });
  const { url } = await access.createAdministratorLink();
  const link = new URL(url).searchParams.get('link') ?? '';
  const person = { name: 'Bench', email: 'bench@example.vn', password: randomUUID() };
  const { setCookie } = await access.redeemAdministratorLink({ link, ...person });
  await close();
  return { stewards, administrator: administrator.token, cookie: setCookie.split(';')[0] ?? '' };
}
