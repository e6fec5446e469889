import { Link } from 'react-router';
import type { DatasetItem } from '#api/datasets.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';

export interface ChooseDatasetPageProps {
  readonly fillable: readonly DatasetItem[];
}

export function ChooseDatasetPage({ fillable }: ChooseDatasetPageProps) {
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
    </div>
  );
}
