import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Equation } from '../../ui/equation/equation.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';

export interface ReceiptPageProps {
  readonly load: LoadView;
  readonly title: string;
  readonly synthetic: boolean;
}

/** What the sender keeps: which file was received, when, from whom, and what became of its rows. */
export function ReceiptPage({ load, title, synthetic }: ReceiptPageProps) {
  const { messages, format } = useLocale();
  const texts = messages.receipt;
  return (
    <div className="console-main">
      <title>{`${texts.title} · Daklake`}</title>
      <article className="receipt">
        <p className="receipt__house">{messages.site.committee}</p>
        <h1>{texts.title}</h1>
        <p className="soft">{texts.lead}</p>
        <dl>
          <Fact term={texts.number}>
            <code>{load.id}</code>
          </Fact>
          <Fact term={texts.dataset}>
            {title} {synthetic && <SyntheticTag />}
          </Fact>
          <Fact term={texts.file}>{load.file.name}</Fact>
          <Fact term={texts.size}>{texts.bytes(format.number(load.file.bytes))}</Fact>
          <Fact term={texts.hash}>
            <code>{load.file.sha256}</code>
            <p className="soft">{texts.hashNote}</p>
          </Fact>
          <Fact term={texts.receivedAt}>{format.dateTime(load.createdAt)}</Fact>
          <Fact term={texts.sentBy}>{load.sentBy}</Fact>
          <Fact term={texts.state}>{messages.load.states[load.state]}</Fact>
          <Fact term={texts.counts}>{load.result ? <Equation {...load.result} /> : texts.pending}</Fact>
          {load.snapshot && (
            <Fact term={texts.snapshot}>
              <code>{load.snapshot}</code>
            </Fact>
          )}
        </dl>
        <p className="receipt__ways">
          <Link to={`/console/loads/${load.id}`}>{texts.back}</Link> <span className="soft">{texts.print}</span>
        </p>
      </article>
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
