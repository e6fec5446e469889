import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoadView, restingStates } from '#api/loads.ts';
import type { Language } from '#api/localized.ts';
import { askServer, serverAddress, type ServerAddress } from './server-client.ts';
import { defineVerb, UsageError, type ExitCode } from './verb.ts';

export const verb = defineVerb({
  usage: [
    'load FILE --dataset ID [--mode replace|upsert|append] [--sheet NAME] [--wait] [--server URL] [--token TOKEN]',
  ],
  summary: {
    vi: 'Gửi một tệp vào một bộ dữ liệu trên máy chủ. --wait: theo dõi đến khi xong.',
    en: 'Sends a file to a dataset on a server. --wait: follows it to its end.',
  },
  options: {
    dataset: { type: 'string' },
    mode: { type: 'string' },
    sheet: { type: 'string' },
    wait: { type: 'boolean' },
    server: { type: 'string' },
    token: { type: 'string' },
  },
  positionals: { min: 1, max: 1 },
  failure: 4,
  async run({ positionals, options, environment, json, language, print, progress }) {
    const [file = ''] = positionals;
    if (options.dataset === undefined) throw new UsageError('--dataset is missing');
    const { size } = await stat(file);
    const address = serverAddress(options, environment);
    const query = new URLSearchParams({ name: basename(file) });
    if (options.mode !== undefined) query.set('mode', options.mode);
    if (options.sheet !== undefined) query.set('sheet', options.sheet);

    const bar = progress(basename(file));
    let id: string;
    try {
      const response = await askServer(
        address,
        `/api/v1/datasets/${encodeURIComponent(options.dataset)}/loads?${query}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
          body: counted(createReadStream(file, { highWaterMark: 1 << 20 }), (sent) => bar.report(sent, size)),
          // Node's fetch takes what can be iterated, and asks for this then; the types of the DOM do not know it.
          duplex: 'half',
        } as unknown as RequestInit,
      );
      // Our own server's answer.
      ({ id } = (await response.json()) as { readonly id: string });
    } finally {
      bar.end();
    }
    const load = options.wait === true ? await follow(address, id, progress) : await readLoad(address, id);
    await print(json ? `${JSON.stringify(load)}\n` : describe(load, language));
    return exitCodeOf(load);
  },
});

async function follow(
  address: ServerAddress,
  id: string,
  progress: (label: string) => { report(done: number, total: number | null): void; end(): void },
): Promise<LoadView> {
  let shown: { readonly stage: string; readonly bar: ReturnType<typeof progress> } | undefined;
  try {
    // The longer it takes, the less a moment more counts.
    for (let pause = 50; ; pause = Math.min(pause * 1.05, 500)) {
      const load = await readLoad(address, id);
      if (restingStates.includes(load.state)) return load;
      if (load.progress !== null) {
        if (shown?.stage !== load.progress.stage) {
          shown?.bar.end();
          shown = { stage: load.progress.stage, bar: progress(load.progress.stage) };
        }
        shown.bar.report(load.progress.done, load.progress.total);
      }
      await sleep(pause);
    }
  } finally {
    shown?.bar.end();
  }
}

async function readLoad(address: ServerAddress, id: string): Promise<LoadView> {
  return LoadView.parse(await (await askServer(address, `/api/v1/loads/${id}`)).json());
}

function exitCodeOf(load: LoadView): ExitCode {
  return load.state === 'held' || load.state === 'failed' || load.state === 'cancelled' ? 1 : 0;
}

const states: Readonly<Record<LoadView['state'], Readonly<Record<Language, string>>>> = {
  received: { vi: 'đã tiếp nhận', en: 'received' },
  reading: { vi: 'đang đọc', en: 'being read' },
  checking: { vi: 'đang kiểm tra', en: 'being checked' },
  publishing: { vi: 'đang công bố', en: 'being published' },
  published: { vi: 'đã công bố', en: 'published' },
  held: { vi: 'chờ người duyệt', en: 'held for a decision' },
  cancelled: { vi: 'đã hủy', en: 'cancelled' },
  failed: { vi: 'không thành công', en: 'failed' },
};

function describe(load: LoadView, language: Language): string {
  const lines = [`${load.dataset} ${load.id}: ${states[load.state][language]}`];
  if (load.unchanged)
    lines.push(language === 'vi' ? 'Tệp không đổi so với lần trước.' : 'The file is the same as before.');
  if (load.result !== null) {
    const { received, accepted, rejected, duplicate } = load.result;
    const words =
      language === 'vi'
        ? ['nhận', 'chấp nhận', 'từ chối', 'trùng lặp']
        : ['received', 'accepted', 'rejected', 'duplicate'];
    lines.push(
      `${received} ${words[0]} = ${accepted} ${words[1]} + ${rejected} ${words[2]} + ${duplicate} ${words[3]}`,
    );
  }
  if (load.snapshot !== null) lines.push(`snapshot ${load.snapshot}`);
  if (load.error !== null) lines.push(`${load.error.code}: ${load.error.title}\n${load.error.detail}`);
  return `${lines.join('\n')}\n`;
}

async function* counted(
  content: AsyncIterable<Uint8Array>,
  report: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    report(bytes);
    yield chunk;
  }
}
