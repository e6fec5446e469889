import type { ReactNode } from 'react';
import type { Score } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { BarChart } from '../../ui/bar-chart/bar-chart.tsx';
import { Button, ButtonLink } from '../../ui/button/button.tsx';
import { Equation } from '../../ui/equation/equation.tsx';
import { FormField } from '../../ui/form-field/form-field.tsx';
import { Journey } from '../../ui/journey/journey.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Pagination } from '../../ui/pagination/pagination.tsx';
import { Progress } from '../../ui/progress/progress.tsx';
import { ScoreBars, ScoreFigure } from '../../ui/score/score-badge.tsx';
import { ScoreTable } from '../../ui/score/score-table.tsx';
import { Status, toneOfBand } from '../../ui/status/status.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';

const score: Score = {
  dung: null,
  du: { passed: 714, applicable: 714, percent: 100 },
  sach: { passed: 345, applicable: 408, percent: 84.56 },
  song: { passed: 7, applicable: 12, percent: 58.33 },
  thongNhat: { passed: 89, applicable: 102, percent: 87.25 },
  overall: 82.54,
  band: 'vang',
};

/** Every part of the design system in one place, for whoever builds or judges a page. */
export function GalleryPage() {
  const { messages } = useLocale();
  return (
    <div className="gallery wrap">
      <title>Daklake · ui</title>
      <h1>Daklake · ui</h1>
      <Part name="status">
        {(['xanh', 'vang', 'do', null] as const).map((band) => (
          <Status key={band} tone={toneOfBand(band)}>
            {messages.band[band ?? 'none']}
          </Status>
        ))}
        <Status tone="info">{messages.load.states.checking}</Status>
        <SyntheticTag />
      </Part>
      <Part name="button">
        <Button primary>{messages.newLoad.submit}</Button>
        <Button>{messages.list.apply}</Button>
        <Button disabled>{messages.list.apply}</Button>
        <ButtonLink to="/datasets">{messages.list.title}</ButtonLink>
      </Part>
      <Part name="form-field">
        <FormField label={messages.signIn.email} name="email" type="email" note={messages.signIn.lead} />
      </Part>
      <Part name="score">
        <ScoreBars score={score} usage={69} />
        <ScoreFigure overall={score.overall} band={score.band} />
        <ScoreFigure overall={null} band={null} />
      </Part>
      <ScoreTable
        score={score}
        usage={{ agencies: 11, calls: 420, days: 30 }}
        checked={() => messages.dataset.noRule}
      />
      <Part name="equation">
        <Equation received={12480} accepted={12107} rejected={361} duplicate={12} />
      </Part>
      <Part name="journey">
        <Journey load={{ state: 'checking', progress: null, result: null }} />
        <Journey load={{ state: 'failed', progress: { stage: 'reading', done: 1, total: null }, result: null }} />
      </Part>
      <Part name="progress">
        <Progress done={7240} total={12480}>
          {messages.load.doing.checking('7.240', '12.480')}
        </Progress>
      </Part>
      <Part name="notice">
        {(['good', 'info', 'warn', 'bad', 'none'] as const).map((tone) => (
          <Notice key={tone} tone={tone} title={messages.list.empty}>
            <p>{messages.list.emptyNote}</p>
          </Notice>
        ))}
      </Part>
      <Part name="pagination">
        <Pagination offset={20} limit={20} total={102} />
      </Part>
      <Part name="bar-chart">
        <BarChart
          title={messages.dataset.chart.title('km²', 'Buôn Đôn')}
          note={messages.dataset.chart.note('3', '102')}
          digits={2}
          bars={[
            { label: 'Buôn Đôn', value: 1113.79 },
            { label: 'Yang Mao', value: 562.38 },
            { label: 'Phú Mỡ', value: 547.2 },
          ]}
        />
      </Part>
    </div>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{name}</h2>
      <div className="gallery__part">{children}</div>
    </section>
  );
}
