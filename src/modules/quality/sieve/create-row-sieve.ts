import { rm } from 'node:fs/promises';
import type { Contract } from '#modules/catalog/index.ts';
import { createParquetFile, type ParquetColumn, type ParquetFile } from '#platform/parquet/parquet-file.ts';
import { runsVectors } from '#platform/wasm/code.ts';
import type { RowSieve, Sifting } from '#platform/tables/row-sieve.ts';
import { matchColumns, missingFields } from '../check/match-columns.ts';
import type { CompileOptions } from '../rules/compile-contract.ts';
import { hashOfKey, KeyTable, mostKeys, type KeyPlace } from './key-table.ts';
import { isListed } from './plan-field.ts';
import { planSieve, type SievePlan } from './plan-sieve.ts';
import { createRestFile, type RestFile } from './rest-file.ts';
import type { KeptTesters } from './kept-testers.ts';
import { rowsTogether } from './row-memory.ts';
import { createRowTester, type RowTest } from './sift-rows.ts';

/** Where more than a fifth of the rows is left, to have sifted them costs more than it saves. */
const mostLeft = 0.2;
const rowsOfAJudgement = 5000;
const worthItFrom = 4 * 1024 * 1024;
/** Fewer than most have: the table of keys need not grow. */
const bytesOfARow = 100;
/** What their values are gathered in takes a third of a megabyte for each. */
const mostColumns = 200;
/** Offsets of rows are kept in four bytes. */
const mostBytes = 2 ** 32;

/**
 * A sieve for rows under a contract: it takes those that no rule finds anything in, whatever stands in the rows around
 * them, but for keys of which it sees that they are there twice. It decides nothing that the check would decide otherwise,
 * and leaves every row of which it is not sure: all of them, where the contract has rules that it does not know.
 */
export function createRowSieve(
  contract: Contract,
  options: Pick<CompileOptions, 'receivedOn' | 'codeLists'> & {
    /** The rows' values are wanted as Parquet. */
    readonly keepRows: boolean;
    /** They are read but once more. */
    readonly readAtOnce?: boolean;
    /** Bytes of a file that it pays for. */
    readonly atLeast?: number;
    /** Of tables like those before. */
    readonly testers?: KeptTesters;
    /** Of use only where every row is taken: then a contract needs no key, and rows that are left need not be kept. */
    readonly onlyWhole?: boolean;
  },
): RowSieve {
  return {
    begin: async (table) => {
      if (table.bytes < (options.atLeast ?? worthItFrom) || !runsVectors()) return undefined;
      const kept = options.testers?.take(contract, table, options);
      const plan = kept?.plan ?? planSieve(contract, options);
      if (plan === undefined || Math.max(plan.fields.length, table.columns.length) > mostColumns) return undefined;
      const match = matchColumns(contract, table.columns);
      if (missingFields(contract, match).length > 0 || table.bytes >= mostBytes) return undefined;
      const path = table.stagingPath('parquet');
      const file = options.keepRows
        ? await createParquetFile(path, parquetColumns(plan), {
            compressed: options.readAtOnce !== true,
            expectedRows: Math.max(1024, table.bytes),
          })
        : undefined;
      const tester =
        kept?.tester ??
        createRowTester(plan, {
          width: table.columns.length,
          delimiter: table.delimiter.charCodeAt(0),
          places: match.columns,
          keepsValues: options.keepRows,
        });
      const over = (): void => options.testers?.give(contract, table, options, { plan, tester });
      const rest = await createRestFile(table.stagingPath('csv'), table.delimiter, {
        mayLack: options.onlyWhole === true,
      });
      return sift(table.bytes, {
        rowTest: tester.begin(file),
        keyed: plan.key.length > 0,
        over,
        rest,
        ...(file === undefined ? {} : { accepted: { path, file } }),
      });
    },
  };
}

function parquetColumns({ fields }: SievePlan): readonly ParquetColumn[] {
  return fields.map((field) => {
    const { name, kind, required, texts } = field;
    return {
      name,
      type: kind === 'integer' ? 'int64' : kind,
      nullable: !required,
      ...(isListed(field) && texts !== undefined ? { listed: texts } : {}),
    };
  });
}

interface Into {
  readonly rowTest: RowTest;
  /** false: rows may be equal. */
  readonly keyed: boolean;
  /** Nobody looks at rows any more. */
  readonly over: () => void;
  readonly rest: RestFile;
  readonly accepted?: { readonly path: string; readonly file: ParquetFile };
}

function sift(bytes: number, { rowTest, keyed, over, rest, accepted }: Into): Sifting {
  const keys = new KeyTable(bytes / bytesOfARow);
  /** Rows that were left, by their keys: whoever has the same one is left, too. */
  const leftLines = new Set<number>();
  const witnesses: KeyPlace[] = [];
  const waiting = waitingRows();
  let taken = 0;
  let givenUp = false;

  const discard = async (): Promise<void> => {
    over();
    await rest.close();
    await rm(rest.path, { force: true });
    if (accepted === undefined) return;
    await accepted.file.discard();
    await rm(accepted.path, { force: true });
  };
  const isWorthIt = (): boolean => {
    const left = rest.rowCount();
    return left <= rowsOfAJudgement || left <= mostLeft * (taken + left);
  };
  const isFull = (): boolean => taken + rest.rowCount() >= mostKeys;

  const leave = (buffer: Uint8Array, start: number, stop: number, line: number, offset: number, hash: number): void => {
    rest.add(buffer, start, stop, line);
    const first = keys.find(hash);
    if (first === undefined) {
      keys.add(hash, line, offset);
      leftLines.add(line);
    } else if (!leftLines.has(first.line)) {
      witnesses.push(first);
      leftLines.add(first.line);
    }
    givenUp ||= !isWorthIt();
  };
  /** Keeps the rows that wait but for those whose key is there already. */
  const settle = (): void => {
    const { count, buffer, hashes, lines, offsets, starts, stops } = waiting;
    waiting.count = 0;
    if (keyed) keys.approach(hashes, count);
    for (let row = 0; row < count; row += 1) {
      const [hash = 0, line = 0, offset = 0] = [hashes[row], lines[row], offsets[row]];
      if (!keyed || keys.add(hash, line, offset)) {
        rowTest.keep(row);
        taken += 1;
      } else leave(buffer, starts[row] ?? 0, stops[row] ?? 0, line, offset, hash);
    }
  };

  return {
    take: (buffer, start, end, line, offset) => {
      givenUp ||= isFull();
      if (givenUp) return -1;
      if (waiting.count === rowsTogether || !rowTest.isNear(start)) settle();
      const row = waiting.count;
      const next = rowTest.test(row, buffer, start, end);
      if (next < 0) return -1;
      waiting.buffer = buffer;
      waiting.hashes[row] = rowTest.keyHash(row);
      waiting.lines[row] = line;
      waiting.offsets[row] = offset;
      waiting.starts[row] = start;
      waiting.stops[row] = next - (buffer[next - 2] === 0x0d ? 2 : 1);
      waiting.count += 1;
      return next;
    },
    leave: (buffer, start, stop, line, offset) => {
      settle();
      givenUp ||= isFull();
      if (!givenUp) leave(buffer, start, stop, line, offset, rowTest.rawKeyHash(buffer, start, stop));
    },
    flush: async () => {
      settle();
      rowTest.drain();
      await rest.flush();
      await accepted?.file.flush();
    },
    discard,
    close: async (path, longestRow) => {
      if (givenUp || taken <= rest.rowCount()) {
        await discard();
        return undefined;
      }
      await rest.addFrom(path, witnesses, longestRow);
      await rest.close();
      const applies = rowTest.applies();
      over();
      return {
        taken,
        applies,
        mayHaveKey: (cells) => keys.has(hashOfKey(cells)),
        ...(accepted === undefined ? {} : { accepted }),
        rest: {
          path: rest.path,
          rowCount: rest.rowCount(),
          longestRow: rest.longestRow(),
          witnesses: witnesses.length,
        },
      };
    },
  };
}

/** Rows that are fine, of whose keys nobody has asked yet: their places in the buffer and in the file. */
function waitingRows() {
  return {
    count: 0,
    buffer: new Uint8Array() as Uint8Array,
    hashes: new Uint32Array(rowsTogether),
    lines: new Uint32Array(rowsTogether),
    offsets: new Float64Array(rowsTogether),
    starts: new Uint32Array(rowsTogether),
    stops: new Uint32Array(rowsTogether),
  };
}
