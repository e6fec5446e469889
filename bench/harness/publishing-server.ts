import { join, resolve } from 'node:path';
import { startServer } from '../../test/support/start-server.ts';
import { runProcess } from './run-process.ts';

/** A server of a bench's own, without the demonstration, and what an agency does with it. */
export interface PublishingServer {
  readonly pid: number;
  putContract(id: string, contract: string): Promise<void>;
  /** From the command line until it is published; answers with the load as the server has it. */
  load(file: string, dataset: string): Promise<unknown>;
  stop(): Promise<void>;
}

const daklake = resolve(import.meta.dirname, '../../bin/daklake.cjs');

export async function startPublishingServer(folder: string): Promise<PublishingServer> {
  const data = join(folder, 'data');
  const server = startServer(['start', '--empty', '--port', '0', '--data', data], { DAKLAKE_LOG: 'warn' });
  const address = await server.address;
  if (address === undefined || server.child.pid === undefined) throw new Error((await server.ended).stderr);
  const issued = await runProcess(process.execPath, [
    daklake,
    'admin',
    'token',
    'bench',
    '--role',
    'administrator',
    '--data',
    data,
  ]);
  const token = issued.stdout.trim();
  return {
    pid: server.child.pid,
    putContract: async (id, contract) => {
      const response = await fetch(`${address}/api/v1/datasets/${id}/contract`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/yaml' },
        body: contract,
      });
      if (!response.ok) throw new Error(await response.text());
    },
    load: async (file, dataset) => {
      const { stdout } = await runProcess(
        process.execPath,
        [daklake, 'load', file, '--dataset', dataset, '--wait', '--json'],
        { environment: { DAKLAKE_SERVER: address, DAKLAKE_TOKEN: token } },
      );
      return JSON.parse(stdout) as unknown;
    },
    stop: async () => {
      server.child.kill('SIGTERM');
      await server.ended;
    },
  };
}
