import { Form, Link } from 'react-router';
import type { HealthView } from '#api/health.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Status } from '../../ui/status/status.tsx';

export interface HealthPageProps {
  readonly health: HealthView;
}

type PartView = HealthView['parts'][number];

const tones = { good: 'good', watch: 'warn', bad: 'bad' } as const;
const worstFirst = ['bad', 'watch', 'good'] as const;

/** What is wrong with the platform, since when, and what to do about it. */
export function HealthPage({ health }: HealthPageProps) {
  const { messages, format } = useLocale();
  const texts = messages.health;
  const wrong = health.parts.filter(({ condition }) => condition === health.condition).length;
  const newest = health.parts
    .map(({ lookedAt }) => lookedAt)
    .toSorted()
    .at(-1);
  return (
    <div className="console-main health">
      <title>{`${texts.title} · Daklake`}</title>
      <h1>{texts.title}</h1>
      <Notice
        tone={tones[health.condition]}
        title={health.condition === 'good' ? texts.good : texts[health.condition](format.number(wrong))}
      >
        {newest !== undefined && <p>{texts.lookedAt(format.dateTime(newest))}</p>}
        <p>
          <Link to="/console/quotas">{messages.quotas.link}</Link>
        </p>
        <Form method="get">
          <Button>{texts.again}</Button>
        </Form>
      </Notice>
      {worstFirst.flatMap((condition) =>
        health.parts
          .filter((part) => part.condition === condition)
          .map((part) => <HealthPart key={part.part} part={part} />),
      )}
    </div>
  );
}

function HealthPart({ part }: { readonly part: PartView }) {
  const { messages, format, language } = useLocale();
  const texts = messages.health;
  return (
    <section className="health-part">
      <h2>
        {texts.parts[part.part]} <Status tone={tones[part.condition]}>{texts.conditions[part.condition]}</Status>
      </h2>
      <p>{part.what[language]}</p>
      {part.condition !== 'good' && <p className="soft">{texts.since(format.dateTime(part.since))}</p>}
      {part.mend && (
        <p>
          <b>{texts.mend}:</b> {part.mend[language]}
        </p>
      )}
    </section>
  );
}
