import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { downloadFormats } from '#api/datasets.ts';
import { askServer, serverAddress } from './server-client.ts';
import { defineVerb, UsageError } from './verb.ts';

export const verb = defineVerb({
  usage: [
    `export ID --format ${downloadFormats.join('|')} [--as-of SNAPSHOT] -o FILE [--header names|labels] [--server URL] [--token TOKEN]`,
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
    const query = new URLSearchParams();
    if (options['as-of'] !== undefined) query.set('asOf', options['as-of']);
    if (options.header !== undefined) query.set('header', options.header);
    const path = `/api/v1/datasets/${encodeURIComponent(dataset)}/download.${format}?${query}`;
    const bar = progress(output);
    try {
      const response = await askServer(serverAddress(options, environment), path);
      const length = Number(response.headers.get('content-length') ?? Number.NaN);
      const bytes = await writeWhole(response, output, (done) =>
        bar.report(done, Number.isNaN(length) ? null : length),
      );
      bar.end();
      await print(json ? `${JSON.stringify({ dataset, format, file: output, bytes })}\n` : '');
      return 0;
    } finally {
      bar.end();
    }
  },
});

/** The file has its name only once it is whole: a download that breaks off leaves what stood there before. */
async function writeWhole(response: Response, output: string, report: (bytes: number) => void): Promise<number> {
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      report(bytes);
      done(null, chunk);
    },
  });
  const half = `${output}.part`;
  try {
    // One class at run time; the DOM's types and Node's describe it each in their own way.
    const body = Readable.fromWeb((response.body ?? new Blob().stream()) as ReadableStream);
    await pipeline(body, counting, createWriteStream(half));
    await rename(half, output);
  } finally {
    await rm(half, { force: true });
  }
  return bytes;
}
