import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { previewTables, spoolTables } from '#modules/intake/offline/looking.ts';
import { describeOutcome } from './read/describe-outcome.ts';
import { presentOutcome } from './read/present-outcome.ts';
import { readEncoding } from './read-encoding.ts';
import { defineVerb, UsageError } from './verb.ts';
import { verbLimits } from './verb-limits.ts';

const rowsUnlessAsked = 100;

export const verb = defineVerb({
  usage: ['read FILE [--sheet NAME] [--encoding NAME] [--all] [--limit N] [--long]'],
  summary: {
    vi: 'Cho thấy hệ thống đọc tệp ra sao: định dạng, bảng mã, các bảng tìm được, dưới dạng văn bản. Không cần máy chủ.',
    en: 'Shows what intake sees in a file: format, encoding, the tables found, as text. Needs no server.',
  },
  options: {
    sheet: { type: 'string' },
    encoding: { type: 'string' },
    all: { type: 'boolean' },
    limit: { type: 'string' },
    long: { type: 'boolean' },
  },
  positionals: { min: 1, max: 1 },
  failure: 3,
  run: async ({ positionals: [file = ''], options, environment, json, language, print, progress }) => {
    const bar = progress('read');
    const stagingFolder = await mkdtemp(join(tmpdir(), 'daklake-read-'));
    try {
      const limit = readLimit(options);
      const reading = {
        stagingFolder,
        limits: verbLimits(environment),
        ...readEncoding(options.encoding),
        onProgress: bar.report,
        ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
        ...(options.long === true ? { longForm: true } : {}),
      };
      if (json) {
        const outcome = await (
          limit === Number.POSITIVE_INFINITY ? spoolTables(file, reading) : previewTables(file, { ...reading, limit })
        ).finally(bar.end);
        for await (const piece of presentOutcome(file, outcome, language)) await print(piece);
        return 0;
      }
      const shown = Math.min(limit, rowsUnlessAsked);
      await print(
        describeOutcome(file, await previewTables(file, { ...reading, limit: shown }).finally(bar.end), language),
      );
      return 0;
    } finally {
      await rm(stagingFolder, { recursive: true, force: true });
    }
  },
});

function readLimit({
  all,
  limit,
}: {
  readonly all?: boolean | undefined;
  readonly limit?: string | undefined;
}): number {
  if (all === true) return Number.POSITIVE_INFINITY;
  if (limit === undefined) return rowsUnlessAsked;
  if (!/^\d+$/.test(limit)) throw new UsageError('--limit takes a whole number');
  return Number(limit);
}
