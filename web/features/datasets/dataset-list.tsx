import { Link } from 'react-router';
import type { DatasetItem } from '#api/datasets.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ScoreFigure } from '../../ui/score/score-badge.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';

export interface DatasetListProps {
  readonly items: readonly DatasetItem[];
}

export function DatasetList({ items }: DatasetListProps) {
  const { messages, format } = useLocale();
  const { words } = messages;
  return (
    <ul className="dataset-list">
      {items.map((item) => (
        <li key={item.id}>
          <h3>
            <Link to={`/datasets/${item.id}`}>{item.title}</Link>
          </h3>
          <span className="dataset-list__score">
            <ScoreFigure overall={item.score?.overall ?? null} band={item.score?.band ?? null} />
          </span>
          <p>{item.description}</p>
          <p className="dataset-list__facts">
            {item.synthetic && <SyntheticTag />}
            <span>{item.owner.name}</span>
            <span>{messages.access[item.access]}</span>
            <span>{item.updatedAt ? words.updated(format.date(item.updatedAt)) : words.notPublished}</span>
            {item.rows !== null && <span>{words.rows(format.number(item.rows))}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
