import { setTimeout as sleep } from 'node:timers/promises';
import { restingStates, type LoadView } from '../../src/api/loads.ts';
import { makeContract } from '../../test/support/make-contract.ts';

export type SmallMode = 'append' | 'upsert' | 'replace';

export interface SmallDataset {
  readonly id: string;
  readonly agency: string;
  readonly mode: SmallMode;
}

/** What came of the loads of a dataset, to be compared with what stands in it. */
export interface Standing {
  /** Rows that were accepted, in all. */
  accepted: number;
  /** Keys of accepted rows. */
  readonly keys: Set<string>;
}

export interface SendingOptions {
  readonly address: string;
  /** By agency. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly datasets: readonly SmallDataset[];
  readonly clients: number;
  readonly loads: number;
  /** Loads of a client that wait at a time. */
  readonly waiting: number;
  /** Nothing more is sent from then on. */
  readonly signal: AbortSignal;
  readonly onSettled: (load: LoadView) => void;
}

const rowsOfLoad = 5;
/** Of so many loads one has a row that is left out, and one of five times as many a file that cannot be read as the contract asks. */
const faultyOf = 10;
/** Of so many loads one is sent twice under its key, as after an answer that was lost. */
const repeatedOf = 50;
const communes = 102;
const agencies = ['H15.02', 'H15.03', 'H15.04', 'H15.05', 'H15.06'];
const modes: readonly SmallMode[] = ['replace', 'upsert', 'append'];

/** Ten datasets of five agencies, filled in every mode in which small loads come. */
export const smallDatasets: readonly SmallDataset[] = Array.from({ length: 10 }, (_, index) => ({
  id: `nho-${index}`,
  agency: agencies[index % agencies.length] ?? '',
  mode: modes[index % modes.length] ?? 'append',
}));

export function contractOf({ id, agency, mode }: SmallDataset): string {
  const key = (position: number) =>
    mode === 'append' ? {} : { primaryKey: true, primaryKeyPosition: position, required: true };
  return makeContract({
    id,
    fields: [
      { name: 'xa', logicalType: 'string', ...key(1) },
      { name: 'ma', logicalType: 'string', ...key(2) },
      { name: 'ten', logicalType: 'string' },
      { name: 'so', logicalType: 'integer' },
    ],
    facts: {
      'daklake.owner': agency,
      'daklake.loadMode': mode,
      ...(mode === 'replace' ? { 'daklake.partitionBy': ['xa'] } : {}),
    },
  });
}

/** Sends all loads, each client the next one as soon as few enough of its own wait, until the last of them is at rest. */
export async function sendSmallLoads(options: SendingOptions): Promise<ReadonlyMap<string, Standing>> {
  const standing = new Map(options.datasets.map(({ id }) => [id, { accepted: 0, keys: new Set<string>() }]));
  let next = 0;

  async function sendOn(client: number): Promise<void> {
    const own = options.datasets.filter(({ agency }) => agency === agencies[client % agencies.length]);
    const open: SentLoad[] = [];
    for (;;) {
      const number = next < options.loads && !options.signal.aborted ? next++ : undefined;
      const dataset = own[(number ?? 0) % own.length];
      if (number !== undefined && dataset !== undefined) open.push(await sendOne(options, dataset, number));
      const oldest = open[0];
      if (oldest === undefined) return;
      if (number !== undefined && open.length < options.waiting) continue;
      open.shift();
      const settled = await rest(options, oldest);
      count(oldest, settled);
      options.onSettled(settled);
    }
  }

  function count({ dataset, keys, broken, faulty }: SentLoad, { id, state, result, error }: LoadView): void {
    const found = standing.get(dataset.id);
    const expected = broken ? 0 : rowsOfLoad - (faulty ? 1 : 0);
    if ((state === 'failed') !== broken || (result?.accepted ?? 0) !== expected || found === undefined) {
      throw new Error(`${id} is ${state} with ${result?.accepted} rows, not ${expected}: ${JSON.stringify(error)}`);
    }
    found.accepted += expected;
    for (const key of broken ? [] : keys) found.keys.add(key);
  }

  await Promise.all(Array.from({ length: options.clients }, (_, client) => sendOn(client)));
  return standing;
}

interface SentLoad {
  readonly id: string;
  readonly dataset: SmallDataset;
  readonly faulty: boolean;
  readonly broken: boolean;
  /** Of the rows that are in order. */
  readonly keys: readonly string[];
}

async function sendOne(options: SendingOptions, dataset: SmallDataset, number: number): Promise<SentLoad> {
  const faulty = number % faultyOf === 3;
  const broken = number % (faultyOf * 5) === 7;
  const xa = String(24_000 + (number % communes));
  // A commune sends the same five dossiers again after some time, or new ones.
  const round = Math.floor(number / communes) % 400;
  const ids = Array.from({ length: rowsOfLoad }, (_, row) => `${String(round).padStart(4, '0')}${row}`);
  const rows = ids.map((ma, row) => `${xa},${ma},Hộ số ${number},${faulty && row === 0 ? 'nhiều' : number + row}`);
  const body = `${broken ? 'cột,lạ' : 'xa,ma,ten,so'}\n${rows.join('\n')}\n`;
  const headers = {
    authorization: `Bearer ${options.tokens.get(dataset.agency)}`,
    'content-type': 'application/octet-stream',
    'idempotency-key': `load-${number}`,
  };
  const send = async () => {
    const response = await fetch(`${options.address}/api/v1/datasets/${dataset.id}/loads?name=xa-${number}.csv`, {
      method: 'POST',
      headers,
      body,
    });
    if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
    // An answer of the API.
    return ((await response.json()) as { id: string }).id;
  };
  const id = await send();
  if (number % repeatedOf === 0 && (await send()) !== id) throw new Error(`Load ${number} was taken twice`);
  return { id, dataset, faulty, broken, keys: ids.slice(faulty ? 1 : 0).map((ma) => `${xa} ${ma}`) };
}

async function rest(options: SendingOptions, { id, dataset }: SentLoad): Promise<LoadView> {
  const headers = { authorization: `Bearer ${options.tokens.get(dataset.agency)}` };
  for (;;) {
    const response = await fetch(`${options.address}/api/v1/loads/${id}`, { headers });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    // An answer of the API.
    const load = (await response.json()) as LoadView;
    if (restingStates.includes(load.state)) return load;
    await sleep(100);
  }
}
