import type { Criterion } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { ScoreBars } from '../../ui/score/score-badge.tsx';
import { ScoreTable } from '../../ui/score/score-table.tsx';
import { Status, toneOfBand } from '../../ui/status/status.tsx';
import type { ShownDataset } from './shown-dataset.ts';

export interface QualitySectionProps {
  readonly page: Pick<ShownDataset, 'score' | 'rules' | 'findingsByRule' | 'usage'>;
}

export function QualitySection({ page }: QualitySectionProps) {
  const { messages, format } = useLocale();
  const { dataset } = messages;
  const { score } = page;
  return (
    <section className="section" id="quality">
      <div className="quality-head">
        <div>
          <h2 className="section-title">{dataset.quality}</h2>
          <p className="section-note">{dataset.qualityNote}</p>
        </div>
        {score && (
          <div className="quality-overall">
            <ScoreBars score={score} usage={null} />
            <p>
              {score.overall !== null && (
                <>
                  <b className="figures">{format.fixed(score.overall, 2)}</b> <span className="soft">/ 100</span>
                  <br />
                </>
              )}
              <Status tone={toneOfBand(score.band)}>{messages.band[score.band ?? 'none']}</Status>
            </p>
          </div>
        )}
      </div>
      {score ? (
        <ScoreTable
          score={score}
          usage={page.usage}
          checked={(criterion) => <Checked criterion={criterion} page={page} />}
        />
      ) : (
        <Notice tone="none" title={dataset.qualityNone} heading="h3" />
      )}
    </section>
  );
}

/** The rule that took most is named, all others can be opened. */
function Checked({ criterion, page }: { readonly criterion: Criterion } & QualitySectionProps) {
  const { messages, format } = useLocale();
  const { dataset } = messages;
  const failedRows = new Map(page.findingsByRule.map((found) => [found.rule, found.rows]));
  const rules = page.rules
    .filter((rule) => rule.criterion === criterion)
    .toSorted((a, b) => (failedRows.get(b.rule) ?? 0) - (failedRows.get(a.rule) ?? 0));
  const [first, ...others] = rules;
  if (!first) return criterion === 'song' && page.score?.song ? dataset.onTime : dataset.noRule;
  const worst = failedRows.get(first.rule);
  return (
    <>
      {first.sentence}
      {worst !== undefined && <> ({dataset.worst(format.number(worst))})</>}
      {others.length > 0 && (
        <details className="quality-rules">
          <summary>{dataset.moreRules(format.number(others.length))}</summary>
          <ul>
            {others.map((rule) => (
              <li key={rule.rule}>{rule.sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
