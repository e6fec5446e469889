import type { DuckDBConnection } from '@duckdb/node-api';
import type { DraftField } from '#modules/catalog/offline.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { foldAccents } from '#platform/text/vietnamese-letters.ts';
import type { Proved } from './present-proposal.ts';

export interface FoundReference {
  /** Identifier of the dataset, and name of its field. */
  readonly from: string;
  readonly name: string;
  readonly to: { readonly dataset: string; readonly field: string };
}

interface Key {
  readonly of: Proved;
  readonly place: number;
  readonly field: DraftField;
}

/** Columns that go by another name are looked up only where that takes so many questions at the most. */
const mostQuestions = 3000;
/** Fewer values, or shorter ones, stand in another table's key by chance. */
const leastValues = 3;
const leastLength = 4;

/**
 * Fields all of whose values stand in the key of another table, or of their own. They are looked for under the key's name
 * (`stop_id`; of a key that is only called `id` or `mã`, with its table's name), and else where their values are texts that
 * do not come together by chance.
 */
export async function findReferences(
  connection: DuckDBConnection,
  proved: readonly Proved[],
): Promise<readonly FoundReference[]> {
  const keys = proved.flatMap(keyOf);
  const found: FoundReference[] = [];
  let questions = 0;
  for (const one of proved) {
    for (const [place, field] of one.draft.fields.entries()) {
      const candidates = keys.filter(
        (key) => !(key.of === one && key.place === place) && key.field.type === field.type,
      );
      const named = candidates.filter((key) => goesByName(one, place, key));
      const others = mayBeCalledOtherwise(one, place) ? candidates.filter((key) => !named.includes(key)) : [];
      const matching: Key[] = [];
      for (const key of [...named, ...others]) {
        if (matching.length > 0 && !named.includes(key)) break;
        if (questions++ >= mostQuestions) break;
        if (await allStandIn(connection, { one, place, field }, key)) matching.push(key);
      }
      // A field is not the child of its own twin: of two keys with the same values, the larger table's is the register.
      const to = matching.find((key) => !isOwnKey(one, field) || key.of.table.rowCount > one.table.rowCount);
      if (to !== undefined)
        found.push({ from: one.draft.id, name: field.name, to: { dataset: to.of.draft.id, field: to.field.name } });
    }
  }
  return found;
}

/** A key of one field, without slips. */
function keyOf(of: Proved): readonly Key[] {
  const [name, second] = of.draft.key;
  const place = of.draft.fields.findIndex((field) => field.name === name);
  const field = of.draft.fields[place];
  return name === undefined || second !== undefined || field === undefined || of.keyShare < 1
    ? []
    : [{ of, place, field }];
}

function isOwnKey({ draft }: Proved, { name }: DraftField): boolean {
  return draft.key.length === 1 && draft.key[0] === name;
}

const plainNames = new Set(['id', 'ma', 'code', 'key', 'so', 'stt', 'ten', 'name', 'ma_so', 'gid', 'fid', 'uid']);

function goesByName({ table }: Proved, place: number, key: Key): boolean {
  const heading = fold(table.columns[place] ?? '');
  const own = fold(key.of.table.columns[key.place] ?? '');
  if (heading === '') return false;
  if (heading === own) return !plainNames.has(own);
  return tableNames(key.of).some((name) => [`${name}_${own}`, `${own}_${name}`, `${name}${own}`].includes(heading));
}

/** A table's name, and how one of its rows may be called. */
function tableNames({ table }: Proved): readonly string[] {
  const name = fold(
    (table.name ?? '')
      .replace(/^.*\//, '')
      .replace(/\.\w{1,5}$/, '')
      .replace(/^.*\./, ''),
  );
  const bare = name.replace(/^(?:tbl|dm|danh_muc|t|tb)_/, '');
  const singular = bare.replace(/ies$/, 'y').replace(/s$/, '');
  return [...new Set([name, bare, singular])].filter((one) => one !== '');
}

function fold(heading: string): string {
  return foldAccents(heading.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2'))
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

function mayBeCalledOtherwise({ profile }: Proved, place: number): boolean {
  const column = profile.columns[place];
  if (column === undefined || column.distinct < leastValues) return false;
  const texts = column.frequent.map(({ text }) => text);
  return texts.every((text) => text.length >= leastLength && /\p{L}/u.test(text));
}

async function allStandIn(
  connection: DuckDBConnection,
  { one, place, field }: { readonly one: Proved; readonly place: number; readonly field: DraftField },
  key: Key,
): Promise<boolean> {
  const missing = ['', ...field.missing].map(quoteText).join(', ');
  const reader = await connection.runAndReadAll(
    `select
      (select count(*) from (select 1 from ${textTableScan(one.table)} where trim(c${place}) not in (${missing}) limit 1)),
      (select count(*) from (
        select 1 from (select trim(c${place}) as value from ${textTableScan(one.table)}) as child
        where value not in (${missing})
          and not exists (
            select 1 from (select trim(c${key.place}) as held from ${textTableScan(key.of.table)}) as parent
            where held = value)
        limit 1))`,
  );
  const [values, strays] = (reader.getRowsJson()[0] ?? []).map(Number);
  return values === 1 && strays === 0;
}
