import { Link } from 'react-router';
import type { DatasetSearch, DatasetSearchResult, FacetValue } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';
import { facetLabel } from './facet-label.ts';
import { DatasetList } from './dataset-list.tsx';
import { SearchForm } from './search-form.tsx';
import { SortForm } from './sort-form.tsx';

export type Chosen = Pick<DatasetSearch, 'q' | 'theme' | 'agency' | 'access' | 'sort'>;

export interface DatasetsPageProps {
  readonly chosen: Chosen;
  readonly result: DatasetSearchResult;
  readonly offset: number;
  readonly limit: number;
}

const facetNames = ['theme', 'agency', 'access'] as const;

export function DatasetsPage({ chosen, result, offset, limit }: DatasetsPageProps) {
  const { messages, format } = useLocale();
  const { list, site } = messages;
  const count = format.number(result.total);
  const heading = chosen.q ? list.foundFor(count, chosen.q) : list.found(count);
  const facets = facetNames.map((name) => (
    <Facet key={name} name={name} chosen={chosen} values={result.facets[name]} />
  ));
  return (
    <>
      <title>{`${heading} · ${site.portal}`}</title>
      <div className="datasets-head wrap">
        <h1>{list.title}</h1>
        <SearchForm words={chosen.q ?? ''} kept={Object.entries({ ...chosen, q: '' }).filter(([, value]) => value)} />
      </div>
      <div className="datasets wrap">
        <aside aria-label={list.filters}>{facets}</aside>
        <section>
          <div className="datasets-results">
            <h2 aria-live="polite">{heading}</h2>
            <SortForm chosen={chosen} />
          </div>
          <ChosenFilters chosen={chosen} result={result} />
          {result.items.length === 0 ? (
            <Notice tone="none" title={list.empty} heading="h3">
              <p>{list.emptyNote}</p>
              <p>
                <Link to="/datasets">{list.clear}</Link>
              </p>
            </Notice>
          ) : (
            <DatasetList items={result.items} />
          )}
          <Pagination offset={offset} limit={limit} total={result.total} />
        </section>
      </div>
    </>
  );
}

interface FacetProps {
  readonly name: (typeof facetNames)[number];
  readonly chosen: Chosen;
  readonly values: readonly FacetValue[];
}

function Facet({ name, chosen, values }: FacetProps) {
  const { messages, format } = useLocale();
  if (values.length === 0) return null;
  return (
    <section className="facet">
      <h2>{messages.list[name]}</h2>
      <ul>
        {values.map((facet) => (
          <li key={facet.value}>
            {chosen[name] === facet.value ? (
              <b aria-current="true">
                <span>{facetLabel(name, facet, messages)}</span>
                <span className="figures">{format.number(facet.count)}</span>
              </b>
            ) : (
              <Link to={addressOf({ ...chosen, [name]: facet.value })}>
                <span>{facetLabel(name, facet, messages)}</span>
                <span className="figures">{format.number(facet.count)}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChosenFilters({ chosen, result }: Pick<DatasetsPageProps, 'chosen' | 'result'>) {
  const { messages } = useLocale();
  const filters = facetNames.flatMap((name) => {
    const value = chosen[name];
    if (!value) return [];
    const facet = result.facets[name].find((one) => one.value === value) ?? { value, label: value, count: 0 };
    return [{ name, label: facetLabel(name, facet, messages) }];
  });
  if (filters.length === 0) return null;
  return (
    <p className="datasets-chosen">
      {filters.map(({ name, label }) => (
        <Link key={name} to={addressOf({ ...chosen, [name]: '' })} aria-label={messages.list.removeFilter(label)}>
          {label} <span aria-hidden="true">×</span>
        </Link>
      ))}
    </p>
  );
}

/** The list with these wishes, from its first page. */
function addressOf(chosen: Chosen): string {
  const wishes = Object.entries(chosen).filter(([, value]) => value);
  return wishes.length === 0 ? '/datasets' : `/datasets?${new URLSearchParams(wishes)}`;
}
