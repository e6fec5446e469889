import type { Caller } from '../caller.ts';
import type { Language } from '../localized.ts';

/** What the pages ask about who has delivered to a dataset that communes fill. */
export interface DeliveryServices {
  /**
   * Throws `deliveries-none` for a dataset that communes do not fill, and `period-unknown`. `period`: unless given, the newest
   * with rows.
   */
  listDeliveries(
    caller: Caller,
    dataset: string,
    asked: { readonly period?: string; readonly language: Language },
  ): Promise<DeliveriesView>;
  /** How far each of these datasets is that communes fill; the others, and what is beyond two dozen, are left out. */
  summarizeDeliveries(
    caller: Caller,
    datasets: readonly string[],
    language: Language,
  ): Promise<Readonly<Record<string, DeliverySummary>>>;
}

export const deliveryStates = ['missing', 'late', 'held', 'rejected-rows', 'delivered'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface UnitDeliveryView {
  readonly unit: { readonly code: string; readonly name: string };
  /** False: rows of a unit that there is not, or no longer. */
  readonly expected: boolean;
  readonly state: DeliveryState;
  readonly rows: number;
  /** The newest delivery; null where there is none, or the reader may not see it. */
  readonly load: string | null;
  readonly at: string | null;
  /** Rejected rows that are not mended; null where the reader may not know. */
  readonly open: number | null;
}

export interface DeliveriesView {
  /** Null: the dataset has no periods. */
  readonly period: { readonly field: string; readonly value: string | null; readonly values: readonly string[] } | null;
  readonly delivered: number;
  readonly expected: number;
  readonly items: readonly UnitDeliveryView[];
}

export interface DeliverySummary {
  readonly period: string | null;
  readonly delivered: number;
  readonly expected: number;
  /** The caller's own unit's, where he reports for one. */
  readonly own: UnitDeliveryView | null;
}
