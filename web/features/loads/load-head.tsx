import { Link } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { Equation } from '../../ui/equation/equation.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { ScoreBars, ScoreFigure } from '../../ui/score/score-badge.tsx';
import { Status, toneOfState } from '../../ui/status/status.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { MendingSum } from '../mending/mending-sum.tsx';
import type { DescribedDataset } from './describe-dataset.ts';
import { isResting } from './resting.ts';

export interface LoadHeadProps {
  readonly load: LoadView;
  readonly dataset: DescribedDataset;
}

/** The outcome in one sentence, the rows as an equation, the score, the difference, and what can be taken away. */
export function LoadHead({ load, dataset }: LoadHeadProps) {
  const { messages, format } = useLocale();
  const texts = messages.load;
  const { result, difference, mending } = load;
  const returned = result ? result.rejected + result.duplicate : 0;
  const open = mending?.open ?? 0;
  return (
    <header className="load-head">
      <div className="load-head__title">
        <p>
          <Link to={`/datasets/${load.dataset}`}>{dataset.title}</Link> {dataset.synthetic && <SyntheticTag />}
        </p>
        <h1>
          <Headline load={load} />
        </h1>
        <p className="soft">
          {load.file.name} · {format.bytes(load.file.bytes)} · {load.sentBy} ·{' '}
          <span className="unbroken">{format.dateTime(load.createdAt)}</span>{' '}
          <Status tone={toneOfState(load.state)}>{texts.states[load.state]}</Status>
        </p>
      </div>
      {result && <Equation {...result} />}
      {result && (
        <div className="load-head__score">
          <ScoreBars score={result.score} usage={null} />
          <div>
            <ScoreFigure overall={result.score.overall} band={result.score.band} />
            <span className="soft">{texts.score}</span>
          </div>
        </div>
      )}
      {difference && (
        <p className="load-head__difference">
          <b>{texts.difference}</b>{' '}
          {messages.dataset.difference(
            format.number(difference.added),
            format.number(difference.changed),
            format.number(difference.removed),
          )}
          , {texts.differenceRows(format.number(difference.rows))}
          {load.snapshot && isStep(difference) && (
            <>
              {' · '}
              <Link to={`/datasets/${load.dataset}/compare?to=${encodeURIComponent(load.snapshot)}`}>
                {messages.versions.compareWithBefore}
              </Link>
            </>
          )}
        </p>
      )}
      {mending && mending.rejected > 0 && load.state === 'published' && (
        <div className="load-head__difference">
          <MendingSum mending={mending} />
        </div>
      )}
      {load.corrects !== null && (
        <p className="load-head__difference">
          {messages.mending.corrects}{' '}
          <Link to={`/console/loads/${load.corrects}/mend`}>{messages.mending.correctsLink}</Link>.
        </p>
      )}
      <p className="load-head__actions">
        {load.state === 'published' && (
          <ButtonLink primary={open === 0} to={`/datasets/${load.dataset}`}>
            {texts.openDataset}
          </ButtonLink>
        )}
        {load.state === 'published' && open > 0 && load.removed.rejects === null && (
          <ButtonLink primary to={`/console/loads/${load.id}/mend`}>
            {messages.mending.open(format.number(open))}
          </ButtonLink>
        )}
        {returned > 0 && load.removed.rejects === null && (
          <>
            <ButtonLink file to={`/api/v1/loads/${load.id}/rejects.xlsx`}>
              <Mark kind="down" /> {texts.rejectsAs(format.number(returned), 'Excel')}
            </ButtonLink>
            <ButtonLink file to={`/api/v1/loads/${load.id}/rejects.csv`}>
              <Mark kind="down" /> {texts.rejectsAs(format.number(returned), 'CSV')}
            </ButtonLink>
          </>
        )}
        <ButtonLink to={`/console/loads/${load.id}/receipt`}>{texts.receipt}</ButtonLink>
        {isResting(load.state) && load.error === null && (
          <ButtonLink to={`/console/loads/new?dataset=${load.dataset}`}>{texts.sendAgain}</ButtonLink>
        )}
      </p>
    </header>
  );
}

function Headline({ load }: { readonly load: LoadView }) {
  const { messages, format } = useLocale();
  const { headline } = messages.load;
  if (load.unchanged) return headline.unchanged;
  switch (load.state) {
    case 'published':
      return headline.published(format.number(load.result?.accepted ?? 0));
    case 'held':
    case 'cancelled':
    case 'failed':
      return headline[load.state];
    case 'received':
    case 'reading':
    case 'checking':
    case 'publishing':
      return headline.running;
  }
}

/** Whether it changed a state that was there before, and not nothing. */
function isStep({ rows, added, changed, removed }: NonNullable<LoadView['difference']>): boolean {
  return changed + removed > 0 || (added > 0 && added < rows);
}
