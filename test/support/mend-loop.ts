import { setTimeout as sleep } from 'node:timers/promises';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import { readText, type TestPlatform } from './platform.ts';

export type Sent = string | Uint8Array | Readonly<Record<string, unknown>>;

export interface SendOptions {
  /** The steward, unless said. */
  readonly headers?: Record<string, string>;
  readonly name?: string;
}

export const heading = 'Mã,Họ và tên,Mã xã,Ngày,Số tiền';
/** Two good rows, three at fault, one twice. */
export const faulty = `${heading}
A1,Nguyễn Văn An,24133,2026-05-05,10
A2,,24133,2026-05-05,20
A3,Trần Thị Bé,24133x,05/05/2026,30
A4,Lê Văn Cờ,24133,hôm nay,40
A1,Nguyễn Văn An,24133,2026-05-05,10
A6,Y Bia Niê,24133,2026-05-05,60
`;

/** Replaces words of the contract's text, which must be there. */
export const changed =
  (...changes: readonly (readonly [string, string])[]) =>
  (contract: string) =>
    changes.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the contract has no ${from}`);
      return text.replace(from, to);
    }, contract);

const declared = '  - { property: daklake.theme, value: xa-hoi }\n';
export const declare = (...facts: readonly string[]): readonly [string, string] => [
  declared,
  declared + facts.map((fact) => `  - { property: ${fact} }\n`).join(''),
];

export const mendName = (row: number) => ({ rows: [{ row, values: { ten: 'Hồ Thị Dung' } }] });

export type MendLoop = ReturnType<typeof createMendLoop>;

/** Datasets of their own for tests, sent to, mended and asked by a steward. */
export function createMendLoop(platform: TestPlatform, steward: Record<string, string>, prefix: string) {
  let count = 0;
  /** A dataset of its own for a test. */
  async function newDataset(change: (contract: string) => string = (contract) => contract): Promise<string> {
    const id = `${prefix}-${(count += 1)}`;
    const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${id}`);
    const put = await platform.call(`/api/v1/datasets/${id}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/yaml' },
      body: change(contract),
    });
    if (put.status !== 201) throw new Error(await put.text());
    return id;
  }

  async function send(load: string, body: Sent, options: SendOptions = {}) {
    const file = typeof body === 'string' || body instanceof Uint8Array;
    return platform.call(`/api/v1/loads/${load}/corrections?name=${options.name ?? 'rejects.csv'}`, {
      method: 'POST',
      headers: {
        ...(options.headers ?? steward),
        'content-type': file ? 'application/octet-stream' : 'application/json',
      },
      body: typeof body === 'string' ? body : file ? new Uint8Array(body) : JSON.stringify(body),
    });
  }

  async function view(id: string, headers = steward): Promise<LoadView> {
    return LoadView.parse(await (await platform.call(`/api/v1/loads/${id}`, { headers })).json());
  }

  async function correct(load: string, body: Sent, options: SendOptions = {}): Promise<LoadView> {
    const answer = await send(load, body, options);
    const text = await answer.text();
    if (answer.status !== 202) throw new Error(`${answer.status}: ${text}`);
    const { id } = JSON.parse(text) as { id: string };
    for (;;) {
      const now = await view(id, options.headers ?? steward);
      if (restingStates.includes(now.state)) {
        if (now.error !== null) throw new Error(JSON.stringify(now.error));
        return now;
      }
      await sleep(20);
    }
  }

  async function refusal(load: string, body: Sent, options: SendOptions = {}) {
    const answer = await send(load, body, options);
    const { code, detail } = (await answer.json()) as { code?: string; detail?: string };
    return { status: answer.status, code, detail };
  }

  async function records(dataset: string): Promise<readonly Record<string, unknown>[]> {
    const answer = await platform.call(`/api/v1/datasets/${dataset}/records?order=ma`, { headers: steward });
    return (await answer.json()) as readonly Record<string, unknown>[];
  }

  async function rejects(load: string, headers = steward): Promise<string> {
    return (await platform.call(`/api/v1/loads/${load}/rejects.csv`, { headers })).text();
  }

  async function firstLoad(dataset: string, content: string | Uint8Array = faulty): Promise<LoadView> {
    const held = await platform.load(dataset, content, {
      headers: steward,
      name: typeof content === 'string' ? 'a.csv' : 'a.xlsx',
    });
    if (held.state !== 'held') return held;
    await platform.call(`/api/v1/loads/${held.id}/decision`, {
      method: 'POST',
      headers: { ...steward, 'content-type': 'application/json' },
      body: '{"publish":true}',
    });
    for (;;) {
      const now = await view(held.id);
      if (now.state === 'published') return now;
      await sleep(20);
    }
  }

  return { newDataset, view, correct, refusal, records, rejects, firstLoad };
}
