import { sql } from 'kysely';
import { expect } from 'vitest';
import { restingStates, type LoadView } from '../../src/api/loads.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { makeContract } from './make-contract.ts';
import type { TestPlatform } from './platform.ts';

/** A machine that is busy with something else for seconds gathers fewer loads. */
export const busy = { retry: 2 };

const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
export const contractOf = (id: string, facts: Readonly<Record<string, unknown>>, more: object = {}) =>
  makeContract({
    id,
    fields: [
      { name: 'xa', logicalType: 'string', ...key(1) },
      { name: 'ma', logicalType: 'string', ...key(2) },
      { name: 'so', logicalType: 'integer' },
    ],
    facts,
    ...more,
  });

/** What it takes to let loads of a dataset wait for each other, and to see what becomes of them. */
export function waitingLoads(platform: TestPlatform, steward: Readonly<Record<string, string>>) {
  let made = 0;

  async function makeDataset(facts: Readonly<Record<string, unknown>> = { 'daklake.partitionBy': ['xa'] }) {
    made += 1;
    const id = `gom-${made}`;
    const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/json' },
      body: contractOf(id, facts),
    });
    if (!response.ok) throw new Error(await response.text());
    return id;
  }

  async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await platform.call(`/api/v1/${path}`, { ...init, headers: { ...steward, ...init.headers } });
    // Answers of the API, in the shapes that this test asks for.
    return (await response.json()) as T;
  }

  async function send(dataset: string, xa: string, rows: number, mode = 'replace'): Promise<string> {
    const lines = Array.from({ length: rows }, (_, index) => `${xa},${index},${rows}`);
    const { id } = await ask<{ id: string }>(`datasets/${dataset}/loads?name=${xa}.csv&mode=${mode}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: ['xa,ma,so', ...lines].join('\n'),
    });
    return id;
  }

  const find = (id: string) => ask<LoadView>(`loads/${id}`);
  async function reaches(id: string, states: readonly string[]): Promise<void> {
    const reached = async () => states.includes((await find(id)).state);
    await expect.poll(reached, { interval: 25 }).toBe(true);
  }
  async function rest(id: string): Promise<LoadView> {
    await reaches(id, restingStates);
    return find(id);
  }

  /** While `work` runs, nobody makes another snapshot of the dataset the current one. */
  function whileLocked<T>(dataset: string, work: (transaction: Database) => Promise<T>): Promise<T> {
    return platform.database.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`state:${dataset}`}, 0))`.execute(transaction);
      return work(transaction);
    });
  }

  /** So many wait for the dataset's state. */
  async function isAwaited(many: number): Promise<void> {
    const waiting = sql<{ many: number }>`
    select count(*) as many from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    await expect
      .poll(async () => (await waiting.execute(platform.database)).rows[0]?.many, { interval: 25 })
      .toBe(many);
  }

  /** As a killed server leaves it: the database ends what nobody waits for any more. */
  async function endWaiting(): Promise<void> {
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`.execute(platform.database);
  }

  const cancel = (id: string) => ask<LoadView>(`loads/${id}/cancel`, { method: 'POST' });
  const snapshotsOf = async (dataset: string) =>
    (
      await ask<{ items: readonly { id: string; rows: number; loads: readonly string[] }[] }>(
        `datasets/${dataset}/snapshots`,
      )
    ).items;

  return { makeDataset, ask, send, find, reaches, rest, whileLocked, isAwaited, endWaiting, cancel, snapshotsOf };
}
