import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { FileCounts } from '#api/file-reports.ts';
import type { LoadView } from '#api/loads.ts';
import type { Language } from '#api/localized.ts';
import { followLoad, readLoad } from './load/follow-load.ts';
import { listFiles, packFiles } from './load/pack-files.ts';
import { sendFile } from './load/send-file.ts';
import { readEncoding } from './read-encoding.ts';
import { serverAddress, type ServerAddress } from './server-client.ts';
import { defineVerb, UsageError, type ExitCode } from './verb.ts';

export const verb = defineVerb({
  usage: [
    'load FILE|FOLDER… --dataset ID [--mode replace|upsert|append] [--sheet NAME] [--encoding NAME] [--long] [--wait] [--server URL] [--token TOKEN]',
  ],
  summary: {
    vi: 'Gửi một tệp, hay nhiều tệp cùng lúc, vào một bộ dữ liệu trên máy chủ. --wait: theo dõi đến khi xong.',
    en: 'Sends a file, or many at once, to a dataset on a server. --wait: follows it to its end.',
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
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  failure: 4,
  async run({ positionals, options, environment, json, language, print, progress }) {
    const { dataset, mode, sheet, long } = options;
    if (dataset === undefined) throw new UsageError('--dataset is missing');
    const address = serverAddress(options, environment);
    const bar = progress(positionals.map((path) => basename(path)).join(', '));
    let id: string;
    try {
      id = await withOneFile(positionals, (file) =>
        sendFile(
          address,
          { file, dataset, mode, sheet, longForm: long, ...readEncoding(options.encoding) },
          (sent, size) => bar.report(sent, size),
        ),
      );
    } finally {
      bar.end();
    }
    const load = options.wait === true ? await follow(address, id, progress) : await readLoad(address, id);
    await print(json ? `${JSON.stringify(load)}\n` : describe(load, language));
    return exitCodeOf(load);
  },
});

/** The file that was named; of several, or of a folder, an archive for as long as it is needed. */
async function withOneFile<T>(given: readonly string[], work: (file: string) => Promise<T>): Promise<T> {
  const [only] = given;
  if (only !== undefined && given.length === 1 && !(await isFolder(only))) return work(only);
  const folder = await mkdtemp(join(tmpdir(), 'daklake-load-'));
  try {
    const archive = join(folder, 'nhieu-tep.zip');
    await packFiles(await listFiles(given), archive);
    return await work(archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

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
  if (load.result?.files !== undefined) lines.push(filesLine(load.result.files, language));
  if (load.snapshot !== null) lines.push(`snapshot ${load.snapshot}`);
  if (load.error !== null) lines.push(`${load.error.code}: ${load.error.title}\n${load.error.detail}`);
  return `${lines.join('\n')}\n`;
}

/** Which they are: `GET /loads/{id}/files`. */
function filesLine({ clean, faulty, refused }: FileCounts, language: Language): string {
  return language === 'vi'
    ? `${clean} tệp nhận hết, ${faulty} tệp có dòng bị loại, ${refused} tệp không nhận được`
    : `files taken in whole: ${clean}, with rows left out: ${faulty}, refused: ${refused}`;
}
