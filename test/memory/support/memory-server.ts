import type { Readable } from 'node:stream';
import { memoryOf, watchMemory } from '../../support/process-tree.ts';
import { createFaultServer } from '../../faults/support/fault-server.ts';

const megabyte = 1024 * 1024;

/** What the server and everything that it starts, PostgreSQL too, held: in megabytes, shared memory counted once. */
export interface Held<T = unknown> {
  readonly before: number;
  readonly peak: number;
  readonly result: T;
}

export type MemoryServer = Awaited<ReturnType<typeof startMemoryServer>>;

/**
 * A server whose loads may have little of the engine, so that a file of some megabytes fills what a large one would. It makes
 * no tables of keys, which would be made of one file beside the look at the next.
 */
export async function startMemoryServer(settings: Readonly<Record<string, string>> = {}) {
  const server = await createFaultServer({
    settings: { DAKLAKE_LOAD_MEMORY: '128MB', DAKLAKE_KEY_TABLES_FROM: '1000000000', ...settings },
  });
  await server.start();
  const pid = await server.pid();

  const memory = () => Math.round(memoryOf(pid) / megabyte);

  /** Does it, and looks at the memory all the while. */
  async function held<T>(act: () => Promise<T>): Promise<Held<T>> {
    const before = memory();
    const watch = watchMemory(pid, 25);
    try {
      const result = await act();
      return { before, peak: Math.round((await watch.stop()).peakPss / megabyte), result };
    } finally {
      await watch.stop();
    }
  }

  /** Sends a file as it is until its load rests. */
  async function load(dataset: string, name: string, content: string | Uint8Array | Readable, query = '') {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      // The client takes streams of Node too, which its types do not know, and asks for `duplex` then.
      body: content as string,
      duplex: 'half',
    };
    const sent = await server.json(
      `/api/v1/datasets/${dataset}/loads?name=${encodeURIComponent(name)}${query}`,
      request,
    );
    return server.rest(String(sent.id), 120_000);
  }

  /** The whole answer, which nobody keeps: its status and its bytes. */
  async function drain(path: string, init: RequestInit = {}) {
    const response = await server.call(path, init);
    let bytes = 0;
    for await (const chunk of response.body ?? []) bytes += chunk.length;
    return { status: response.status, bytes };
  }

  return { ...server, memory, held, load, drain };
}
