import { Link } from 'react-router';
import type { DatasetItem } from '#api/datasets.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';

export interface ChooseDatasetPageProps {
  readonly fillable: readonly DatasetItem[];
  /** Whether the reader may register a dataset. */
  readonly mayPropose: boolean;
}

export function ChooseDatasetPage({ fillable, mayPropose }: ChooseDatasetPageProps) {
  const { messages } = useLocale();
  const { newLoad, desk } = messages;
  return (
    <div className="console-main">
      <title>{`${newLoad.title} · Daklake`}</title>
      <h1>{newLoad.choose}</h1>
      {fillable.length > 0 && <p className="soft">{newLoad.chooseNote}</p>}
      {fillable.length === 0 ? (
        <Notice tone="none" title={desk.titleNone}>
          <p>{desk.fillableNone}</p>
        </Notice>
      ) : (
        <ul className="choices">
          {fillable.map((item) => (
            <li key={item.id}>
              <Link to={`/console/loads/new?dataset=${item.id}`}>{item.title}</Link>{' '}
              {item.synthetic && <SyntheticTag />}
              <p className="soft">{item.description}</p>
            </li>
          ))}
        </ul>
      )}
      {mayPropose && (
        <p className="choices-new">
          {messages.proposal.link} <Link to="/console/datasets/new">{messages.proposal.title}</Link>
        </p>
      )}
    </div>
  );
}
