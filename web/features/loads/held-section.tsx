import type { LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { DecisionForm } from './decision-form.tsx';
import type { DescribedDataset } from './describe-dataset.ts';
import { findHoldReason } from './find-hold-reason.ts';

export interface HeldSectionProps {
  readonly load: LoadView & { readonly result: CheckResult };
  readonly dataset: DescribedDataset;
  readonly mayDecide: boolean;
}

/** Why the load waits for a person, and either the decision or who can take it. */
export function HeldSection({ load, dataset, mayDecide }: HeldSectionProps) {
  const { messages } = useLocale();
  const { decision } = messages.load;
  return (
    <section className="load-held">
      <Notice tone="warn" title={decision.title}>
        <p>
          <HoldReason load={load} dataset={dataset} />
        </p>
        <p>{decision.consequence}</p>
        {!mayDecide && (
          <p>
            <b>{dataset.owner === null ? decision.whoDecides : decision.whoDecidesAt(dataset.owner)}</b>
          </p>
        )}
      </Notice>
      {mayDecide && <DecisionForm load={load.id} acceptedRows={load.result.accepted} />}
    </section>
  );
}

function HoldReason({ load, dataset }: Omit<HeldSectionProps, 'mayDecide'>) {
  const { messages, format } = useLocale();
  const { reasons } = messages.load.decision;
  const { received, accepted } = load.result;
  const reason = findHoldReason(load, dataset);
  switch (reason.kind) {
    case 'few-accepted':
      return reasons.fewAccepted(
        format.number(accepted),
        format.number(received),
        format.percent((accepted / received) * 100),
        format.percent(reason.holdBelow * 100),
      );
    case 'fewer-rows':
      return reasons.fewerRows(
        format.number(accepted),
        format.number(reason.standing),
        format.percent(reason.holdBelow * 100),
      );
    case 'fewer-than-before':
      return reasons.fewerThanBefore(format.number(accepted));
    case 'unknown':
      return reasons.unknown(format.number(accepted), format.number(received));
  }
}
