import type { DeliveryState } from '#api/web-services/deliveries.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Status, type Tone } from '../../ui/status/status.tsx';

const toneOf: Readonly<Record<DeliveryState, Tone>> = {
  missing: 'none',
  late: 'bad',
  held: 'warn',
  'rejected-rows': 'warn',
  delivered: 'good',
};

export function DeliveryStatus({ state }: { readonly state: DeliveryState }) {
  const { messages } = useLocale();
  return <Status tone={toneOf[state]}>{messages.deliveries.states[state]}</Status>;
}
