import { basename } from 'node:path';
import type { LoadView } from '#api/loads.ts';
import type { Language } from '#api/localized.ts';
import { followLoad, readLoad } from './load/follow-load.ts';
import { sendFile } from './load/send-file.ts';
import { readEncoding } from './read-encoding.ts';
import { serverAddress, type ServerAddress } from './server-client.ts';
import { defineVerb, UsageError, type ExitCode } from './verb.ts';

export const verb = defineVerb({
  usage: [
    'load FILE --dataset ID [--mode replace|upsert|append] [--sheet NAME] [--encoding NAME] [--long] [--wait] [--server URL] [--token TOKEN]',
  ],
  summary: {
    vi: 'Gửi một tệp vào một bộ dữ liệu trên máy chủ. --wait: theo dõi đến khi xong.',
    en: 'Sends a file to a dataset on a server. --wait: follows it to its end.',
  },
  options: {
    dataset: { type: 'string' },
    mode: { type: 'string' },
    sheet: { type: 'string' },
    encoding: { type: 'string' },
    long: { type: 'boolean' },
    wait: { type: 'boolean' },
    server: { type: 'string' },
    token: { type: 'string' },
  },
  positionals: { min: 1, max: 1 },
  failure: 4,
  async run({ positionals, options, environment, json, language, print, progress }) {
    const [file = ''] = positionals;
    const { dataset, mode, sheet, long } = options;
    if (dataset === undefined) throw new UsageError('--dataset is missing');
    const address = serverAddress(options, environment);
    const bar = progress(basename(file));
    let id: string;
    try {
      id = await sendFile(
        address,
        { file, dataset, mode, sheet, longForm: long, ...readEncoding(options.encoding) },
        (sent, size) => bar.report(sent, size),
      );
    } finally {
      bar.end();
    }
    const load = options.wait === true ? await follow(address, id, progress) : await readLoad(address, id);
    await print(json ? `${JSON.stringify(load)}\n` : describe(load, language));
    return exitCodeOf(load);
  },
});

/** With a bar for each stage. */
async function follow(
  address: ServerAddress,
  id: string,
  progress: (label: string) => { report(done: number, total: number | null): void; end(): void },
): Promise<LoadView> {
  let shown: { readonly stage: string; readonly bar: ReturnType<typeof progress> } | undefined;
  try {
    return await followLoad(address, id, ({ progress: reached }) => {
      if (reached === null) return;
      if (shown?.stage !== reached.stage) {
        shown?.bar.end();
        shown = { stage: reached.stage, bar: progress(reached.stage) };
      }
      shown.bar.report(reached.done, reached.total);
    });
  } finally {
    shown?.bar.end();
  }
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
