import type { LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { HoldReasons } from './hold-reasons.tsx';

export interface DecidedSectionProps {
  readonly load: LoadView & { readonly result: CheckResult; readonly decidedAt: string };
}

/** Of a load that was held: what was decided, by whom, when, and why it had to be. */
export function DecidedSection({ load }: DecidedSectionProps) {
  const { messages, format } = useLocale();
  const { decided } = messages.load.decision;
  return (
    <section className="load-held">
      <Notice tone="none" title={load.state === 'cancelled' ? decided.discarded : decided.published}>
        <p>
          {load.decidedBy === null
            ? format.dateTime(load.decidedAt)
            : decided.by(load.decidedBy, format.dateTime(load.decidedAt))}
        </p>
        <p>{load.note === null ? decided.noNote : decided.note(load.note)}</p>
        <p>{decided.held}</p>
        <HoldReasons hold={load.hold} result={load.result} />
      </Notice>
    </section>
  );
}
