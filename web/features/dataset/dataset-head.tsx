import { Link } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { useFrequency } from './use-frequency.ts';
import type { ShownDataset } from './shown-dataset.ts';

export interface DatasetHeadProps {
  readonly page: ShownDataset;
}

/** What it is, whose, as of when, for whom, and the three things most wanted. */
export function DatasetHead({ page }: DatasetHeadProps) {
  const { messages, format } = useLocale();
  const { dataset, site, words } = messages;
  const { item, about, snapshot } = page;
  const frequency = useFrequency(about.freshness.frequencyDays);
  const first = page.downloads[0];
  return (
    <>
      <nav className="dataset-crumbs" aria-label={dataset.breadcrumb}>
        <Link to="/datasets">{site.datasets}</Link>
        {item.theme && (
          <>
            <span aria-hidden="true">/</span>
            <Link to={`/datasets?theme=${item.theme}`}>{messages.themes[item.theme]}</Link>
          </>
        )}
      </nav>
      <h1 className="dataset-title">
        {item.title} {item.synthetic && <SyntheticTag />}
      </h1>
      <p className="dataset-lead">{item.description}</p>
      {item.synthetic && <p className="dataset-synthetic">{words.syntheticNote}</p>}
      <dl className="dataset-facts">
        <div>
          <dt>{dataset.owner}</dt>
          <dd>{item.owner.name}</dd>
        </div>
        <div>
          <dt>{dataset.asOf}</dt>
          <dd>{snapshot ? format.date(snapshot.createdAt) : words.notPublished}</dd>
        </div>
        <div>
          <dt>{dataset.frequency}</dt>
          <dd>{frequency}</dd>
        </div>
        <div>
          <dt>{dataset.scope}</dt>
          <dd>
            {messages.access[about.access]} <span className="soft">· {messages.accessNote[about.access]}</span>
          </dd>
        </div>
      </dl>
      <p className="dataset-actions">
        {first && (
          <ButtonLink primary file to={first.href}>
            <Mark kind="down" /> {dataset.download(first.format.toUpperCase())}
          </ButtonLink>
        )}
        <ButtonLink to="#rows">{dataset.seeRows}</ButtonLink>
        <ButtonLink to="#api">{dataset.callApi}</ButtonLink>
        {page.abilities.load && (
          <ButtonLink to={`/console/loads/new?dataset=${item.id}`}>
            <Mark kind="up" /> {dataset.sendFile}
          </ButtonLink>
        )}
      </p>
    </>
  );
}
