import type { LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface HoldReasonsProps {
  readonly hold: LoadView['hold'];
  readonly result: Pick<CheckResult, 'received' | 'accepted'>;
}

/** Why a load waits, or waited, for a person: the numbers that were held against each other, a sentence each. */
export function HoldReasons({ hold, result }: HoldReasonsProps) {
  const { messages, format } = useLocale();
  const { reasons } = messages.load.decision;
  const { received, accepted } = result;
  // Loads of the time before reasons were kept.
  if (hold === null) return <p>{reasons.unknown(format.number(accepted), format.number(received))}</p>;
  const least = format.percent(hold.below * 100);
  return hold.reasons.map((reason) => (
    <p key={reason}>
      {reason === 'accepted-share'
        ? reasons.fewAccepted(
            format.number(accepted),
            format.number(received),
            format.percent((accepted / received) * 100),
            least,
          )
        : reasons.fewerRows(format.number(accepted), format.number(hold.standing), least)}
    </p>
  ));
}
