import { Link } from 'react-router';
import type { DatasetItem } from '#api/datasets.ts';
import type { Desk } from '#api/web-services.ts';
import type { DeliverySummary } from '#api/web-services/deliveries.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { ScoreFigure } from '../../ui/score/score-badge.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { DeskDelivery } from './desk-delivery.tsx';
import { RecentLoads } from './recent-loads.tsx';

export interface DeskPageProps {
  readonly desk: Desk;
  /** By dataset, of those that communes fill. */
  readonly deliveries: Readonly<Record<string, DeliverySummary>>;
}

/** What I may fill, and what became of what I sent. */
export function DeskPage({ desk, deliveries }: DeskPageProps) {
  const { messages, format } = useLocale();
  const texts = messages.desk;
  const { fillable, loads, titles, mayPropose } = desk;
  return (
    <div className="console-main desk">
      <title>{`${messages.site.desk} · Daklake`}</title>
      <div>
        <h1>{fillable.length === 0 ? texts.titleNone : texts.title(format.number(fillable.length))}</h1>
        <p className="soft">{fillable.length === 0 ? texts.fillableNone : texts.lead}</p>
        {fillable.length > 0 && (
          <section className="desk-group">
            <h2>{texts.fillable}</h2>
            {fillable.map((item) => (
              <Fillable key={item.id} item={item} delivery={deliveries[item.id]} />
            ))}
          </section>
        )}
        <section className="desk-group">
          <h2>{texts.loads}</h2>
          <RecentLoads loads={loads} titles={titles} />
        </section>
      </div>
      {(fillable.length > 0 || mayPropose) && (
        <aside className="desk-side">
          {fillable.length > 0 && (
            <section className="panel">
              <h2>{texts.drop}</h2>
              <p className="soft">{texts.dropNote}</p>
              <ButtonLink primary to="/console/loads/new">
                {texts.send}
              </ButtonLink>
            </section>
          )}
          {mayPropose && (
            <section className="panel">
              <h2>{messages.proposal.link}</h2>
              <ButtonLink to="/console/datasets/new">{messages.proposal.title}</ButtonLink>
            </section>
          )}
        </aside>
      )}
    </div>
  );
}

interface FillableProps {
  readonly item: DatasetItem;
  readonly delivery: DeliverySummary | undefined;
}

function Fillable({ item, delivery }: FillableProps) {
  const { messages, format } = useLocale();
  const { words } = messages;
  return (
    <article className="desk-task">
      <div className="desk-task__score">
        <ScoreFigure overall={item.score?.overall ?? null} band={item.score?.band ?? null} />
        <span>{item.updatedAt ? words.updated(format.date(item.updatedAt)) : words.notPublished}</span>
      </div>
      <div>
        <h3>
          <Link to={`/datasets/${item.id}`}>{item.title}</Link> {item.synthetic && <SyntheticTag />}
        </h3>
        <p>{item.description}</p>
        {delivery && <DeskDelivery dataset={item.id} delivery={delivery} />}
      </div>
      <ButtonLink to={`/console/loads/new?dataset=${item.id}`}>
        {messages.desk.send}
        <span className="unseen">: {item.title}</span>
      </ButtonLink>
    </article>
  );
}
