import { deliveryStates, type DeliveryState, type UnitDeliveryView } from '#api/web-services/deliveries.ts';

/** `open`: whoever has to do something before there are rows. */
export const deliveryFilters = ['all', 'open', ...deliveryStates] as const;
export type DeliveryFilter = (typeof deliveryFilters)[number];

const yetToDeliver: readonly DeliveryState[] = ['missing', 'late'];

export function isYetToDeliver({ state, rows, expected }: UnitDeliveryView): boolean {
  return expected && rows === 0 && yetToDeliver.includes(state);
}

/** Those of the state whose name or code holds the words, with accents or without. */
export function selectDeliveries(
  items: readonly UnitDeliveryView[],
  { filter, words }: { readonly filter: DeliveryFilter; readonly words: string },
): readonly UnitDeliveryView[] {
  const wanted = fold(words);
  return items.filter(
    (item) =>
      (filter === 'all' || (filter === 'open' ? isYetToDeliver(item) : item.state === filter)) &&
      fold(`${item.unit.name} ${item.unit.code}`).includes(wanted),
  );
}

function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').trim();
}
