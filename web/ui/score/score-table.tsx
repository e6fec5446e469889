import type { ReactNode } from 'react';
import type { Criterion, CriterionScore, Score } from '#api/quality.ts';
import type { UsageView } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Cell, DataTable } from '../data-table/data-table.tsx';
import { Mark } from '../mark/mark.tsx';
import { criteriaInOrder, thresholds, toneOfPercent } from './score-badge.tsx';

export interface ScoreTableProps {
  readonly score: Score;
  /** What is checked, in words, by criterion. */
  readonly checked: (criterion: Criterion) => ReactNode;
  readonly usage: UsageView;
}

/** The score opened: each word with its numerator, its denominator and the two thresholds. */
export function ScoreTable({ score, checked, usage }: ScoreTableProps) {
  const { messages, format } = useLocale();
  const { columns, notScored, usageAgencies, usageCalls } = messages.dataset;
  return (
    <DataTable
      name={messages.dataset.quality}
      narrow="stack"
      columns={[
        { label: columns.criterion },
        { label: columns.bar },
        { label: columns.share },
        { label: columns.counts },
        { label: columns.checked },
      ]}
    >
      {criteriaInOrder.map((criterion) => (
        <CriterionRow key={criterion} criterion={criterion} score={score[criterion]}>
          {checked(criterion)}
        </CriterionRow>
      ))}
      <tr>
        <Cell header label={columns.criterion}>
          {messages.criterion.usage}
        </Cell>
        <Cell label={columns.bar}>
          <span className="soft">{notScored}</span>
        </Cell>
        <Cell label={columns.share}>
          {usage.calls === 0 && (
            <>
              <Mark kind="none" />{' '}
            </>
          )}
          <b className="figures">{usageAgencies(format.number(usage.agencies))}</b>
        </Cell>
        <Cell label={columns.counts} />
        <Cell label={columns.checked}>
          <span className="soft">{usageCalls(format.number(usage.calls), format.number(usage.days))}</span>
        </Cell>
      </tr>
    </DataTable>
  );
}

interface CriterionRowProps {
  readonly criterion: Criterion;
  readonly score: CriterionScore | null;
  readonly children: ReactNode;
}

function CriterionRow({ criterion, score, children }: CriterionRowProps) {
  const { messages, format } = useLocale();
  const { columns, notAssessed } = messages.dataset;
  const tone = toneOfPercent(score);
  return (
    <tr>
      <Cell header label={columns.criterion}>
        {messages.criterion[criterion]}
      </Cell>
      <Cell label={columns.bar}>
        <PercentBar percent={score?.percent ?? null} tone={tone} />
      </Cell>
      <Cell label={columns.share}>
        <Mark kind={tone} />{' '}
        {score ? (
          <b className="figures">{format.percent(score.percent)}</b>
        ) : (
          <span className="soft">{notAssessed}</span>
        )}
      </Cell>
      <Cell label={columns.counts}>
        {score && (
          <span className="figures unbroken">
            {format.number(score.passed)} / {format.number(score.applicable)}
          </span>
        )}
      </Cell>
      <Cell label={columns.checked}>
        <span className="soft">{children}</span>
      </Cell>
    </tr>
  );
}

/** Drawn with attributes: the content security policy lets no inline style through. */
function PercentBar({ percent, tone }: { readonly percent: number | null; readonly tone: string }) {
  return (
    <svg className="percent-bar" viewBox="0 0 100 18" preserveAspectRatio="none" aria-hidden="true">
      <rect className="percent-bar__ground" x="0" y="4" width="100" height="10" />
      {percent !== null && <rect className={`percent-bar__${tone}`} x="0" y="4" width={percent} height="10" />}
      {[thresholds.yellow, thresholds.green].map((threshold) => (
        <path
          key={threshold}
          className="percent-bar__tick"
          d={`M${threshold} 0v18`}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
