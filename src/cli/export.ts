import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { downloadFormats } from '#api/datasets.ts';
import { askServer, isCut, serverAddress } from './server-client.ts';
import { defineVerb, UsageError, VerbFailure } from './verb.ts';

export const verb = defineVerb({
  usage: [
    `export ID --format ${downloadFormats.join('|')} [--as-of SNAPSHOT] -o FILE|- [--header names|labels] [--server URL] [--token TOKEN]`,
  ],
  summary: {
    vi: 'Tải một bộ dữ liệu từ máy chủ về một tệp.',
    en: 'Downloads a dataset from a server into a file.',
  },
  options: {
    format: { type: 'string' },
    'as-of': { type: 'string' },
    output: { type: 'string', short: 'o' },
    header: { type: 'string' },
    server: { type: 'string' },
    token: { type: 'string' },
  },
  positionals: { min: 1, max: 1 },
  failure: 4,
  async run({ positionals, options, environment, json, print, progress }) {
    const [dataset = ''] = positionals;
    const { format, output } = options;
    if (!downloadFormats.some((known) => known === format)) {
      throw new UsageError(`--format is one of ${downloadFormats.join(', ')}`);
    }
    if (output === undefined) throw new UsageError('-o is missing: the file to write');
    const toStdout = output === '-';
    if (toStdout && json) throw new UsageError('--json and -o - would both write to stdout');
    if (toStdout && !isText(format)) throw new UsageError(`${format} is no text: -o takes a file for it`);
    const query = new URLSearchParams();
    if (options['as-of'] !== undefined) query.set('asOf', options['as-of']);
    if (options.header !== undefined) query.set('header', options.header);
    const path = `/api/v1/datasets/${encodeURIComponent(dataset)}/download.${format}?${query}`;
    const bar = progress(output);
    try {
      const response = await askServer(serverAddress(options, environment), path);
      const length = Number(response.headers['content-length'] ?? Number.NaN);
      const report = (done: number) => bar.report(done, Number.isNaN(length) ? null : length);
      if (toStdout) {
        await printWhole(response, print, report);
        return 0;
      }
      const bytes = await writeWhole(response, output, report);
      bar.end();
      await print(json ? `${JSON.stringify({ dataset, format, file: output, bytes })}\n` : '');
      return 0;
    } catch (error) {
      if (!isCut(error)) throw error;
      throw new VerbFailure(4, {
        code: 'download-cut',
        title: 'The server broke off before the file was whole',
        detail: 'Ask again; where it happens again, its log says why.',
      });
    } finally {
      bar.end();
    }
  },
});

function isText(format: string | undefined): boolean {
  return format !== 'xlsx' && format !== 'parquet';
}

/** As the bytes come; what breaks off leaves a part behind, and says so by its exit code. */
async function printWhole(
  response: IncomingMessage,
  print: (text: string) => Promise<void>,
  report: (bytes: number) => void,
): Promise<void> {
  // The byte order mark of csv is part of the file.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    report(bytes);
    await print(decoder.decode(chunk, { stream: true }));
  }
  await print(decoder.decode());
}

/**
 * The file has its name only once it is whole: a download that breaks off leaves what stood there before. What is no plain
 * file, a device or a link, is written to as it is.
 */
async function writeWhole(response: IncomingMessage, output: string, report: (bytes: number) => void): Promise<number> {
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      report(bytes);
      done(null, chunk);
    },
  });
  const standing = await lstat(output).catch(() => undefined);
  if (standing !== undefined && !standing.isFile()) {
    await pipeline(response, counting, createWriteStream(output));
    return bytes;
  }
  const half = `${output}.${randomUUID()}.part`;
  try {
    await pipeline(response, counting, createWriteStream(half, { flags: 'wx' }));
    await rename(half, output);
  } finally {
    await rm(half, { force: true });
  }
  return bytes;
}
