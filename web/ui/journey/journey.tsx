import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../mark/mark.tsx';

export interface JourneyProps {
  readonly load: Pick<LoadView, 'state' | 'progress' | 'result'>;
}

const steps = ['receiving', 'reading', 'checking', 'publishing', 'published'] as const;

/** The steps of a load, always in sight: what is done, what is under way, where it stopped. */
export function Journey({ load }: JourneyProps) {
  const { messages } = useLocale();
  const at = stepOf(load);
  const stopped = load.state === 'failed' || load.state === 'cancelled';
  const standing = stopped ? 'stepFailed' : load.state === 'held' ? 'stepHeld' : 'stepCurrent';
  return (
    <ol className="journey" aria-label={messages.load.journey}>
      {steps.map((step, index) => {
        const done = index < at || load.state === 'published';
        const current = index === at && !done;
        const kind = done ? 'done' : current ? (stopped ? 'stopped' : 'current') : 'open';
        return (
          <li key={step} className={`journey__step journey__step--${kind}`} aria-current={current ? 'step' : undefined}>
            <span className="journey__number figures" aria-hidden="true">
              {done ? <Mark kind="check" /> : index + 1}
            </span>
            {messages.load.steps[step]}
            {done && <span className="unseen">({messages.load.stepDone})</span>}
            {current && <span className="unseen">({messages.load[standing]})</span>}
          </li>
        );
      })}
    </ol>
  );
}

/** A load at rest says by its state where it stopped; a failed one by the progress that it left. */
function stepOf({ state, progress, result }: JourneyProps['load']): number {
  switch (state) {
    case 'received':
    case 'reading':
      return 1;
    case 'checking':
      return 2;
    case 'publishing':
      return 3;
    case 'held':
    case 'published':
      return 4;
    case 'cancelled':
    case 'failed':
      if (progress) return steps.indexOf(progress.stage);
      // One that was checked and then turned down stopped where it was held.
      return state === 'cancelled' && result ? 4 : 1;
  }
}
