import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Language } from '#api/localized.ts';
import type { AccessClass, Theme } from '#api/datasets.ts';
import type { Localized } from '#api/localized.ts';
import type { Visibility } from '#modules/access/index.ts';
import type { CatalogDatabase, CatalogTables } from '../store/tables.ts';
import { parseWordQuery, type WordQuery } from './search-words.ts';

export type DatasetSort = 'relevance' | 'title' | 'newest' | 'updated';

export interface DatasetQuery {
  /** Whose datasets the asker is shown; what `access` decided. */
  readonly visible: Visibility;
  readonly q?: string;
  readonly theme?: string;
  readonly agency?: string;
  readonly access?: string;
  /** Only these; an empty list finds nothing. */
  readonly ids?: readonly string[];
  /** Relevance where words are looked for, else title. */
  readonly sort?: DatasetSort;
  /** Whose alphabet and titles `sort: 'title'` goes by; Vietnamese unless said otherwise. */
  readonly language?: Language;
  readonly limit: number;
  readonly offset: number;
}

/** A dataset as a list shows it, of the contract that stands. */
export interface DatasetSummary {
  readonly id: string;
  readonly version: string;
  readonly revision: number;
  readonly title: Localized;
  readonly description: Localized;
  readonly owner: string;
  readonly access: AccessClass;
  readonly theme: Theme | null;
  readonly synthetic: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

export interface DatasetSearchPage {
  readonly items: readonly DatasetSummary[];
  readonly total: number;
  /** How many would be found under each value, the facet's own filter aside; the most frequent first. */
  readonly facets: {
    readonly theme: readonly FacetCount[];
    readonly agency: readonly FacetCount[];
    readonly access: readonly FacetCount[];
  };
}

const facetColumns = { theme: 'theme', agency: 'owner', access: 'access' } as const;
type Facet = keyof typeof facetColumns;
const facets: readonly Facet[] = ['theme', 'agency', 'access'];

type Condition = (eb: ExpressionBuilder<CatalogTables, 'catalog.datasets'>) => Expression<SqlBool>;

/** Words with accents rank those datasets higher that have them; where no word is found, nearly equal ones are. */
export async function searchDatasets(database: CatalogDatabase, query: DatasetQuery): Promise<DatasetSearchPage> {
  const words = query.q === undefined ? undefined : parseWordQuery(query.q);
  const base = [visibleCondition(query.visible), ...(query.ids === undefined ? [] : [idsCondition(query.ids)])];
  const wording = words && (await chooseWording(database, base, words));
  const everywhere = wording === undefined ? base : [...base, wording];
  const filters = facets.flatMap((facet) => {
    const value = query[facet];
    return value === undefined ? [] : [{ facet, condition: equals(facet, value) }];
  });
  const conditions = [...everywhere, ...filters.map(({ condition }) => condition)];
  const counted = await countDatasets(database, conditions);
  const counts = async (facet: Facet) =>
    countFacet(database, facet, [
      ...everywhere,
      ...filters.filter((filter) => filter.facet !== facet).map(({ condition }) => condition),
    ]);
  return {
    items: await listPage(database, conditions, query, words),
    total: counted,
    facets: { theme: await counts('theme'), agency: await counts('agency'), access: await counts('access') },
  };
}

async function listPage(
  database: CatalogDatabase,
  conditions: readonly Condition[],
  query: DatasetQuery,
  words: WordQuery | undefined,
): Promise<readonly DatasetSummary[]> {
  const sort = query.sort ?? (words === undefined ? 'title' : 'relevance');
  let select = database
    .selectFrom('catalog.datasets')
    .select([
      'id',
      'version',
      'revision',
      'title_vi',
      'title_en',
      'description_vi',
      'description_en',
      'owner',
      'access',
      'theme',
      'synthetic',
      'created_at',
      'updated_at',
    ]) // prettier-ignore
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))));
  if (sort === 'relevance' && words !== undefined) select = select.orderBy(relevance(words), 'desc');
  if (sort === 'newest') select = select.orderBy('created_at', 'desc');
  if (sort === 'updated') select = select.orderBy('updated_at', 'desc');
  const rows = await select
    .orderBy(query.language === 'en' ? sql`title_en collate "en-x-icu"` : sql`title_vi collate "vi-x-icu"`)
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    revision: row.revision,
    title: { vi: row.title_vi, en: row.title_en },
    description: { vi: row.description_vi, en: row.description_en },
    owner: row.owner,
    access: row.access,
    theme: row.theme,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}

function relevance({ folded, foldedQuery, exactQuery }: WordQuery) {
  return sql<number>`
    ts_rank(folded_words, to_tsquery('simple', ${foldedQuery})) + 2 * ts_rank(exact_words, to_tsquery('simple', ${exactQuery}))
    + word_similarity(${folded}, folded) / 10`;
}

/** Words that are there, or, where none has them all, words that are nearly so. */
async function chooseWording(
  database: CatalogDatabase,
  base: readonly Condition[],
  { folded, foldedQuery }: WordQuery,
): Promise<Condition> {
  const found: Condition = () => sql<SqlBool>`folded_words @@ to_tsquery('simple', ${foldedQuery})`;
  if ((await countDatasets(database, [...base, found])) > 0) return found;
  return () => sql<SqlBool>`word_similarity(${folded}, folded) >= 0.5`;
}

async function countDatasets(database: CatalogDatabase, conditions: readonly Condition[]): Promise<number> {
  const { count } = await database
    .selectFrom('catalog.datasets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))))
    .executeTakeFirstOrThrow();
  return count;
}

async function countFacet(
  database: CatalogDatabase,
  facet: Facet,
  conditions: readonly Condition[],
): Promise<readonly FacetCount[]> {
  const column = facetColumns[facet];
  const rows = await database
    .selectFrom('catalog.datasets')
    .select([`${column} as value`, ({ fn }) => fn.countAll<number>().as('count')])
    .where((eb) => eb.and([...conditions.map((condition) => condition(eb)), eb(column, 'is not', null)]))
    .groupBy(column)
    .orderBy('count', 'desc')
    .orderBy(column)
    .limit(200)
    .execute();
  return rows.map(({ value, count }) => ({ value: value ?? '', count }));
}

function equals(facet: Facet, value: string): Condition {
  // Compared as text: a value that is none of the column's finds nothing.
  return () => sql<SqlBool>`${sql.ref(facetColumns[facet])} = ${value}`;
}

function idsCondition(ids: readonly string[]): Condition {
  return () => sql<SqlBool>`id = any(${[...ids]}::text[])`;
}

/** Says the same of every dataset as the policy does of its page. */
function visibleCondition(visible: Visibility): Condition {
  return (eb) => {
    const everybody = eb('access', '<>', 'private');
    if (visible.private === 'all') return eb.lit(true);
    if (visible.private === 'none') return everybody;
    const { owners, filledByUnits } = visible.private;
    return eb.or([
      everybody,
      ...(owners.length > 0 ? [eb('owner', 'in', [...owners])] : []),
      ...(filledByUnits ? [eb('unit_field', 'is not', null)] : []),
    ]);
  };
}
