import type { DeliverySummary } from '#api/web-services/deliveries.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export type DeliveryProgressProps = Pick<DeliverySummary, 'delivered' | 'expected' | 'period'>;

/** How many of how many, as a sentence and as a bar. */
export function DeliveryProgress({ delivered, expected, period }: DeliveryProgressProps) {
  const { messages, format } = useLocale();
  const texts = messages.deliveries;
  const said = texts.progress(format.number(delivered), format.number(expected));
  return (
    <div className="delivery-progress">
      <p>
        <b>{said}</b>
        {period !== null && <span className="soft"> · {texts.period(period)}</span>}
      </p>
      <progress aria-label={said} value={delivered} max={Math.max(expected, 1)} />
    </div>
  );
}
