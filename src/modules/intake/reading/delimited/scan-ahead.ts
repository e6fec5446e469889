import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { RowSieve } from '#platform/tables/row-sieve.ts';
import { readHead } from '../encoding/read-head.ts';
import { stagingPaths } from '../reader.ts';
import type { AheadScan, ScanShape } from './ahead-scan.ts';
import { inOneColumn, judgeColumns } from './one-column.ts';
import { planInPlace, type InPlacePlan } from './plan-in-place.ts';
import { scanDelimited } from './scan-delimited.ts';
import { sniffDialect, type SniffedDialect } from './sniff-dialect.ts';

interface ArrivingFile {
  readonly path: string;
  /** How many bytes it is said to have. */
  readonly bytes: number;
}

/** Between two looks at a file of which no more is there, in milliseconds; longer each time, up to the second. */
const patience = [4, 256] as const;
/** As much as decides how a file is read. */
const headBytes = 256 * 1024;

/** Begins to scan what has arrived, and waits for the rest. */
export function scanAhead(
  file: ArrivingFile,
  options: {
    readonly sieve: RowSieve;
    readonly expectedHeadings: readonly (readonly string[])[] | undefined;
    readonly limits: ReadLimits;
    /** An existing folder, for nothing else. */
    readonly stagingFolder: string;
  },
): AheadScan {
  const ended = new AbortController();
  /** The whole file is there. */
  const complete = new AbortController();
  const told = AbortSignal.any([ended.signal, complete.signal]);
  let seenComplete = false;
  let seen = -1;
  let wait: number = patience[0];
  /** Whether more may come than so many bytes. What was written before the end was told is looked for once more. */
  const more = async (bytes: number): Promise<boolean> => {
    if (seenComplete) return false;
    wait = bytes > seen ? patience[0] : Math.min(wait * 2, patience[1]);
    seen = bytes;
    if (complete.signal.aborted) seenComplete = true;
    else await sleep(wait, undefined, { signal: told }).catch(() => ended.signal.throwIfAborted());
    return true;
  };
  const scan = async () => {
    for (let size = 0; !complete.signal.aborted && size < headBytes; size = await sizeOf(file.path)) await more(size);
    const head = await readHead(file.path, headBytes);
    if (head.length < headBytes) return undefined;
    const text = new TextDecoder('utf-8').decode(head).replace(/^\ufeff/, '');
    const { limits, expectedHeadings, sieve, stagingFolder } = options;
    const sniffed = sniffDialect(text, false);
    const dialect = judgeColumns(text, false, sniffed, expectedHeadings).one ? inOneColumn(sniffed) : sniffed;
    const plan = planInPlace(text, false, dialect, { columnLimit: limits.columns, expectedHeadings });
    if (!maySift(dialect, plan)) return undefined;
    const { columns } = plan;
    const stagingPath = stagingPaths(stagingFolder);
    const sifting = await sieve.begin({ columns, delimiter: dialect.delimiter, bytes: file.bytes, stagingPath });
    try {
      const facts = await scanDelimited(file.path, {
        ...plan,
        delimiter: dialect.delimiter,
        rowLimit: limits.rowBytes,
        sifting,
        more,
        onProgress: () => undefined,
        signal: ended.signal,
      });
      return { dialect, plan, facts, sifting };
    } catch (error) {
      await sifting?.discard();
      throw error;
    }
  };
  // What is wrong with the file is said when it is scanned anew.
  const found = scan().catch(() => undefined);
  let taken = false;
  return {
    take: async ({ path, dialect, plan }) => {
      complete.abort();
      const own = path === file.path ? await found : undefined;
      if (own === undefined || taken) return undefined;
      taken = sameWay(own, { dialect, plan });
      return taken ? own : undefined;
    },
    drop: async () => {
      ended.abort();
      const own = await found;
      if (!taken) await own?.sifting?.discard();
    },
  };
}

/** Files of such beginnings are offered to a sieve. */
export function maySift(dialect: SniffedDialect, { columns }: InPlacePlan): boolean {
  return columns.length > 0 && !dialect.declared && dialect.escape === '"';
}

function sameWay(one: Omit<ScanShape, 'path'>, other: Omit<ScanShape, 'path'>): boolean {
  const wayOf = ({ dialect, plan }: Omit<ScanShape, 'path'>): string =>
    JSON.stringify([dialect, plan.skipRecords, plan.width, plan.columns, plan.headingStart.toString('hex')]);
  return wayOf(one) === wayOf(other);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
