import type { Band, Criterion, CriterionScore, Score } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../mark/mark.tsx';
import { toneOfBand } from '../status/status.tsx';

/** The fixed order of the five that are scored. */
export const criteriaInOrder: readonly Criterion[] = ['dung', 'du', 'sach', 'song', 'thongNhat'];

export interface ScoreBarsProps {
  readonly score: Score;
  /** Share of possible users, 0 to 100: the sixth word, not scored; null while it is not measured. */
  readonly usage: number | null;
}

/** Five bars in fixed order, a gap, and the sixth. A dashed outline: not assessed. */
export function ScoreBars({ score, usage }: ScoreBarsProps) {
  const { messages, format } = useLocale();
  const words = criteriaInOrder.map((criterion) => {
    const value = score[criterion];
    return `${messages.criterion[criterion]} ${value ? format.percent(value.percent, 1) : messages.dataset.notAssessed}`;
  });
  words.push(`${messages.criterion.usage} ${usage === null ? messages.dataset.notAssessed : format.percent(usage, 1)}`);
  return (
    // A drawing made of the page's own tokens, which no file for <img> could use.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg className="score-bars" viewBox="0 0 64 28" role="img" aria-label={words.join(', ')}>
      {criteriaInOrder.map((criterion, index) => (
        <Bar
          key={criterion}
          x={index * 10}
          width={7}
          percent={score[criterion]?.percent ?? null}
          tone={toneOfPercent(score[criterion])}
        />
      ))}
      <Bar x={57} width={5} percent={usage} tone="info" />
    </svg>
  );
}

interface BarProps {
  readonly x: number;
  readonly width: number;
  readonly percent: number | null;
  readonly tone: 'good' | 'warn' | 'bad' | 'none' | 'info';
}

function Bar({ x, width, percent, tone }: BarProps) {
  if (percent === null) return <rect className="score-bars__none" x={x + 0.5} y={0.5} width={width - 1} height={27} />;
  const height = Math.max(2, (28 * percent) / 100);
  return <rect className={`score-bars__${tone}`} x={x} y={28 - height} width={width} height={height} />;
}

/** The thresholds of the bands, as the score table ticks them. */
export const thresholds = { green: 90, yellow: 75 } as const;

export function toneOfPercent(score: CriterionScore | null): 'good' | 'warn' | 'bad' | 'none' {
  if (score === null) return 'none';
  if (score.percent >= thresholds.green) return 'good';
  return score.percent >= thresholds.yellow ? 'warn' : 'bad';
}

export interface ScoreFigureProps {
  readonly overall: number | null;
  readonly band: Band | null;
}

/** Mark, score and (for those who hear it) the band's word. */
export function ScoreFigure({ overall, band }: ScoreFigureProps) {
  const { messages, format } = useLocale();
  const word = messages.band[band ?? 'none'];
  return (
    <span className="score-figure">
      <Mark kind={toneOfBand(band)} />
      {overall === null ? (
        <span className="score-figure__none">{word}</span>
      ) : (
        <b className="figures">{format.fixed(roundDown(overall))}</b>
      )}
      {overall !== null && <span className="unseen">{word}</span>}
    </span>
  );
}

/** To one decimal: what is not quite 100 must not read as 100. */
function roundDown(score: number): number {
  return Math.floor(score * 10) / 10;
}
