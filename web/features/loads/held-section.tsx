import type { LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { DecisionForm } from './decision-form.tsx';
import type { DescribedDataset } from './describe-dataset.ts';
import { HoldReasons } from './hold-reasons.tsx';

export interface HeldSectionProps {
  readonly load: LoadView & { readonly result: CheckResult };
  readonly dataset: DescribedDataset;
  readonly mayDecide: boolean;
  /** Newer data stand where its rows would go. */
  readonly outdated: boolean;
  /** The note as it was typed, where the decision could not be taken. */
  readonly note: string | null;
}

/** Why the load waits for a person, and either the decision or who can take it. */
export function HeldSection({ load, dataset, mayDecide, outdated, note }: HeldSectionProps) {
  const { messages } = useLocale();
  const { decision } = messages.load;
  return (
    <section className="load-held">
      <Notice tone="warn" title={decision.title}>
        <HoldReasons hold={load.hold} result={load.result} />
        <p>{decision.consequence}</p>
        {!mayDecide && (
          <p>
            <b>{dataset.owner === null ? decision.whoDecides : decision.whoDecidesAt(dataset.owner)}</b>
          </p>
        )}
      </Notice>
      {mayDecide && <DecisionForm load={load.id} acceptedRows={load.result.accepted} outdated={outdated} note={note} />}
    </section>
  );
}
