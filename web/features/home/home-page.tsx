import { Link } from 'react-router';
import type { FacetValue, PortalSummary } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { DatasetList } from '../datasets/dataset-list.tsx';
import { facetLabel } from '../datasets/facet-label.ts';
import { SearchForm } from '../datasets/search-form.tsx';

export interface HomePageProps {
  readonly summary: PortalSummary;
}

/** Search first; then how much there is, what is new, and where to look. */
export function HomePage({ summary }: HomePageProps) {
  const { messages, format } = useLocale();
  const { home, site } = messages;
  return (
    <>
      <title>{`${site.portal} · ${site.committee}`}</title>
      <div className="home-hero columns wrap">
        <section>
          <h1>{home.title}</h1>
          <p className="home-hero__lead">{home.lead}</p>
          <SearchForm words="" />
          <p className="home-hero__tries">
            <span>{home.tries}</span>
            {home.tryWords.map((words) => (
              <Link key={words} to={`/datasets?${new URLSearchParams({ q: words })}`}>
                {words}
              </Link>
            ))}
          </p>
          <p className="home-hero__note">{home.accents}</p>
        </section>
        <section className="home-figures" aria-label={home.figures}>
          <ul>
            <Figure value={summary.datasets} what={home.figureDatasets} />
            <Figure value={summary.rows} what={home.figureRows} />
            <Figure value={summary.agencies.length} what={home.figureAgencies} />
            <Figure value={summary.themes.length} what={home.figureThemes} />
          </ul>
          <p>{home.figureSource}</p>
        </section>
      </div>
      <div className="section columns wrap">
        <section className="home-newest">
          <h2 className="section-title">{home.newest}</h2>
          <p className="section-note">{home.newestNote}</p>
          {summary.newest.length === 0 ? <p>{home.nothingNew}</p> : <DatasetList items={summary.newest} />}
          <p className="home-all">
            <Link to="/datasets">{home.all(format.number(summary.datasets))}</Link>
          </p>
        </section>
        <div>
          <section id="themes">
            <h2 className="section-title">{home.themes}</h2>
            <p className="section-note">{home.themesNote}</p>
            {summary.themes.length === 0 && <p>{home.noThemes}</p>}
            <FacetLinks parameter="theme" values={summary.themes} />
          </section>
          <section id="agencies" className="section">
            <h2 className="section-title">{home.agencies}</h2>
            <FacetLinks parameter="agency" values={summary.agencies} />
          </section>
        </div>
      </div>
    </>
  );
}

function Figure({ value, what }: { readonly value: number; readonly what: string }) {
  const { format } = useLocale();
  return (
    <li>
      <b>{format.number(value)}</b>
      <span>{what}</span>
    </li>
  );
}

interface FacetLinksProps {
  readonly parameter: 'theme' | 'agency';
  readonly values: readonly FacetValue[];
}

function FacetLinks({ parameter, values }: FacetLinksProps) {
  const { messages, format } = useLocale();
  return (
    <ul className="home-facets">
      {values.map((facet) => (
        <li key={facet.value}>
          <Link to={`/datasets?${new URLSearchParams({ [parameter]: facet.value })}`}>
            <span>{facetLabel(parameter, facet, messages)}</span>
            <span className="figures">{format.number(facet.count)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
