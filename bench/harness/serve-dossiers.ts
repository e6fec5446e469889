import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { openDatabaseBeside } from '../../src/app/open-database.ts';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import {
  newSnapshotId,
  publishSnapshot,
  type DatasetSchema,
  type PreparedSnapshot,
} from '../../src/modules/warehouse/index.ts';
import { prepareSnapshot } from '../../src/modules/warehouse/offline.ts';
import { datasetSchemaOf, parseContract } from '../../src/modules/catalog/index.ts';
import { quoteText } from '../../src/platform/duckdb/quote.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { dataFolderAt, type DataFolder } from '../../src/platform/files/index.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { cpuSecondsOf } from '../../test/support/process-tree.ts';
import { startServer } from '../../test/support/start-server.ts';
import { dossiersCsv } from './samples.ts';

export interface ServedDossiers {
  readonly address: string;
  /** Of the server. */
  readonly process: number;
  /** Of a caller who sees masks, as most do. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absolute, in the order of the rows. */
  readonly files: readonly string[];
  close(): Promise<void>;
}

const contractPath = join(import.meta.dirname, '../../packs/dossiers/contracts/dossiers.odcs.yaml');
const name = 'dossiers';

/**
 * A server with so many dossiers, put there without a load: what is measured begins when they are published. Undefined
 * where the generator is absent.
 */
export async function serveDossiers(folder: string, rows: number): Promise<ServedDossiers | undefined> {
  const csv = await dossiersCsv(rows, ['--faults', '0']);
  if (csv === undefined) return undefined;
  const data = dataFolderAt(join(folder, 'data'));
  const server = startServer(['start', '--empty', '--port', '0', '--data', data.path], { DAKLAKE_LOG: 'warn' });
  const close = async () => {
    server.child.kill('SIGTERM');
    await server.ended;
  };
  try {
    const address = await server.address;
    if (address === undefined || server.child.pid === undefined) throw new Error((await server.ended).stderr);
    const published = await publishDossiers(csv, { folder, address, data });
    return { address, process: server.child.pid, ...published, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Where {
  readonly folder: string;
  readonly address: string;
  readonly data: DataFolder;
}

async function publishDossiers(csv: string, { folder, address, data }: Where) {
  const opened = await openDatabaseBeside({ databaseUrl: undefined, folder: data, log: silentLog });
  if (opened === undefined) throw new Error('The server has no database');
  const { database } = opened;
  const directory = createDirectory({ packs: 'packs' });
  const access = createAccess({ database, directory, clock: systemClock, origin: address });
  const tokenOf = async (role: 'administrator' | 'leader') => {
    const { token } = await access.issueToken({ name: `bench ${role}`, role, createdBy: 'bench' });
    return { authorization: `Bearer ${token}` };
  };
  const text = await readFile(contractPath, 'utf8');
  const put = await fetch(`${address}/api/v1/datasets/${name}/contract`, {
    method: 'PUT',
    headers: { ...(await tokenOf('administrator')), 'content-type': 'application/yaml' },
    body: text,
  });
  if (!put.ok) throw new Error(await put.text());
  const read = parseContract(text, { id: name });
  if (!read.ok) throw new Error('The contract of the packs cannot be read');
  const id = newSnapshotId(new Date());
  const outputFolder = join(data.snapshots, name, id);
  const prepared = await prepare(csv, { folder, outputFolder, schema: datasetSchemaOf(read.contract) });
  const contractVersion = read.contract.version;
  await database.transaction().execute((transaction) =>
    publishSnapshot(transaction, {
      dataset: name,
      id,
      prepared,
      contractVersion,
      createdAt: new Date(),
      loads: [],
      expectedCurrent: null,
    }),
  );
  const headers = await tokenOf('leader');
  await opened.close();
  return { headers, files: prepared.files.map((file) => join(outputFolder, file.path)) };
}

async function prepare(
  csv: string,
  given: { readonly folder: string; readonly outputFolder: string; readonly schema: DatasetSchema },
): Promise<PreparedSnapshot> {
  const { folder, outputFolder, schema } = given;
  const accepted = join(folder, 'accepted.parquet');
  await mkdir(dirname(outputFolder), { recursive: true });
  const settings = { threads: '2', memory_limit: '3GB', temp_directory: folder };
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  const fields = schema.columns.map((column) => column.name);
  await connection.run(typedSql(csv, accepted, fields));
  const to = { schema, outputFolder, mode: 'replace' as const };
  const prepared = await prepareSnapshot({ connection, accepted: [accepted], current: null, ...to });
  connection.closeSync();
  instance.closeSync();
  await rm(accepted);
  return prepared;
}

/** Waits until the server's processes do nothing any more: what follows from a new snapshot is done beside the answers. */
export async function waitForRest(process: number): Promise<void> {
  for (;;) {
    const before = cpuSecondsOf(process);
    // Work that can wait begins two seconds after the last load.
    await sleep(3_000);
    if (cpuSecondsOf(process) - before < 0.1) return;
  }
}

function typedSql(csv: string, target: string, fields: readonly string[]): string {
  const names = fields.map((field) => quoteText(field)).join(', ');
  return `copy (from read_csv(${quoteText(csv)}, header = true, all_varchar = true, names = [${names}]))
    to ${quoteText(target)} (format parquet)`;
}

/** Every commune that the dossiers name. */
export async function communesOf(files: readonly string[]): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const list = files.map(quoteText).join(', ');
  const found = await connection.runAndReadAll(`select distinct ma_xa from read_parquet([${list}]) order by ma_xa`);
  connection.closeSync();
  instance.closeSync();
  return found.getRowsJson().map(([code]) => String(code));
}
