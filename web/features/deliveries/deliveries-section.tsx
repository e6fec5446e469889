import { Link } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';
import { DeliveryProgress } from './delivery-progress.tsx';
import type { DeliveriesAtAGlance } from './summarize-deliveries.ts';

export interface DeliveriesSectionProps {
  readonly dataset: string;
  readonly deliveries: DeliveriesAtAGlance;
}

/** On a dataset's page: how many communes, and which are missing; the rest is a page of its own. */
export function DeliveriesSection({ dataset, deliveries }: DeliveriesSectionProps) {
  const { messages, format } = useLocale();
  const texts = messages.deliveries;
  const { waiting } = deliveries;
  return (
    <section className="section" id="deliveries">
      <h2>{texts.title}</h2>
      <DeliveryProgress {...deliveries} />
      {waiting.length > 0 && (
        <details className="deliveries-waiting">
          <summary>{texts.notYet(format.number(waiting.length))}</summary>
          <ul>
            {waiting.map((name) => (
              <li key={name}>{name}</li>
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
