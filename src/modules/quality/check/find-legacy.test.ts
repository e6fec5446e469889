import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LegacyCoding } from '#platform/text/legacy-codings.ts';
import { mendLegacyCell } from '#platform/text/mend-legacy-cell.ts';
import { encodeLegacy } from '#platform/text/testing/encode-legacy.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { compileContract } from '../rules/compile-contract.ts';
import { findLegacy } from './find-legacy.ts';
import { checkRows, openTestBench, testContract, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const texts = [
  'Nguyễn Thị Hường',
  'Đỗ Quốc Huỳnh',
  'Lộc',
  'Thạch',
  'Buôn Hồ',
  'Ea Kao',
  'München',
  'Thaï',
  'Đặng Văn Tuấn',
];
const cell = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('VNI' as const) },
      { weight: 2, arbitrary: fc.constantFrom('TCVN3', 'VISCII', 'TCVN5712', undefined) },
    ),
  )
  .map(([text, coding]) => (coding === undefined ? text : encodeLegacy(coding, text)));

/** Undefined: two codings have as many votes. */
function votesOf(cells: Iterable<string>): { readonly first: LegacyCoding | undefined } | undefined {
  const votes = Map.groupBy(
    [...cells].flatMap((text) => mendLegacyCell(text)?.legacy ?? []),
    (coding) => coding,
  );
  const [first, second] = [...votes].toSorted(([, one], [, other]) => other.length - one.length);
  return first !== undefined && first[1].length === second?.[1].length ? undefined : { first: first?.[0] };
}

test('an old text is mended as most of its column, or else of the table, is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), async (rows) => {
      const columns = [0, 1].map((place) => new Set(rows.map((row) => (row[place] ?? '').normalize('NFC'))));
      const own = columns.map(votesOf);
      const whole = votesOf(columns.flatMap((cells) => [...cells]));
      fc.pre(whole !== undefined && own.every((votes) => votes !== undefined));
      const { accepted } = await checkRows(bench, {
        contract: testContract({ fields: [testField('a'), testField('b')] }),
        tables: [{ columns: ['a', 'b'], rows }],
      });
      const mended = (text: string, place: number): string =>
        mendLegacyCell(text.normalize('NFC'), own[place]?.first ?? whole?.first)?.text ?? text.normalize('NFC');
      const expected = rows.map(([a, b]) => [mended(a, 0), mended(b, 1)].join('|'));
      expect(accepted.map(({ a, b }) => [String(a), String(b)].join('|')).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: lawRuns(10) },
  );
});

test('every text is looked at, however many are read and written in turn', async () => {
  const contract = testContract({ fields: [testField('a')] });
  const compiled = compileContract(contract, {
    receivedOn: '2026-11-22',
    codeLists: () => undefined,
    numberStyles: new Map(),
  });
  const { connection } = bench;
  const names = texts.slice(0, 5).map((text) => encodeLegacy('VNI', text));
  await connection.run('create or replace table odd_texts (field integer, cell varchar)');
  for (const name of names) await connection.run(`insert into odd_texts values (0, ${quoteText(name)})`);
  expect(await findLegacy(connection, compiled, 'main', 2)).toEqual(new Set([0]));
  const mended = await connection.runAndReadAll('select mended from legacy order by all');
  expect(mended.getRowsJson().flat()).toEqual(texts.slice(0, 5).toSorted());
});
