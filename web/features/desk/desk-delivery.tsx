import { Link } from 'react-router';
import type { DeliverySummary } from '#api/web-services/deliveries.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { DeliveryStatus } from '../deliveries/delivery-status.tsx';

export interface DeskDeliveryProps {
  readonly dataset: string;
  readonly delivery: DeliverySummary;
}

/** Where one's own commune stands; for whoever looks after all of them, how many have delivered. */
export function DeskDelivery({ dataset, delivery }: DeskDeliveryProps) {
  const { messages, format } = useLocale();
  const texts = messages.deliveries;
  const { own, period, delivered, expected } = delivery;
  return (
    <p className="desk-own">
      {own && (
        <>
          <b>{texts.own(own.unit.name)}</b> <DeliveryStatus state={own.state} />
          {own.rows > 0 && <span>{texts.ownRows(format.number(own.rows))}</span>}
          {own.open !== null && own.open > 0 && (
            <OpenRows load={own.load} text={texts.ownOpen(format.number(own.open))} />
          )}
        </>
      )}
      <Link to={`/console/datasets/${dataset}/deliveries`}>
        {texts.progress(format.number(delivered), format.number(expected))}
      </Link>
      {period !== null && <span>{texts.period(period)}</span>}
    </p>
  );
}

/** To the rows themselves, for whoever sent them. */
function OpenRows({ load, text }: { readonly load: string | null; readonly text: string }) {
  return load === null ? <span>{text}</span> : <Link to={`/console/loads/${load}/mend`}>{text}</Link>;
}
