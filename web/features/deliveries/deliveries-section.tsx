import { Link } from 'react-router';
import type { DeliveriesView } from '#api/web-services/deliveries.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { DeliveryProgress } from './delivery-progress.tsx';
import { isYetToDeliver } from './select-deliveries.ts';

export interface DeliveriesSectionProps {
  readonly dataset: string;
  readonly deliveries: DeliveriesView;
}

/** On a dataset's page: how many communes, and which are missing; the rest is a page of its own. */
export function DeliveriesSection({ dataset, deliveries }: DeliveriesSectionProps) {
  const { messages, format } = useLocale();
  const texts = messages.deliveries;
  const waiting = deliveries.items.filter(isYetToDeliver);
  return (
    <section className="section" id="deliveries">
      <h2>{texts.title}</h2>
      <DeliveryProgress {...deliveries} period={deliveries.period?.value ?? null} />
      {waiting.length > 0 && (
        <details className="deliveries-waiting">
          <summary>{texts.notYet(format.number(waiting.length))}</summary>
          <ul>
            {waiting.map(({ unit }) => (
              <li key={unit.code}>{unit.name}</li>
            ))}
          </ul>
        </details>
      )}
      <p>
        <Link to={`/console/datasets/${dataset}/deliveries`}>{texts.all}</Link>
      </p>
    </section>
  );
}
