import { Link } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import type { ReceiptView } from '#api/receipts.ts';
import type { QrCode } from '../../lib/draw-qr-code.ts';
import { useReceiptTexts } from '../../messages/receipt-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Equation } from '../../ui/equation/equation.tsx';
import { QrSquare } from '../../ui/qr-square/qr-square.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { useHydrated } from '../loads/use-hydrated.ts';
import { Fact } from './fact.tsx';

export interface ReceiptPageProps {
  readonly load: LoadView;
  readonly receipt: ReceiptView;
  readonly title: string;
  readonly synthetic: boolean;
  /** Where the public checks receipts, where it checks this one, and the code that leads there. */
  readonly check: { readonly page: string; readonly address: string; readonly square: QrCode };
}

/** What the sender keeps, on one sheet: which file was received, when, from whom, what became of it, and how to check it. */
export function ReceiptPage({ load, receipt, title, synthetic, check }: ReceiptPageProps) {
  const { messages, format } = useLocale();
  const texts = useReceiptTexts();
  return (
    <div className="console-main">
      <title>{`${texts.title} ${load.receipt} · Daklake`}</title>
      <article className="receipt">
        <header className="receipt__head">
          <div>
            <p className="receipt__house">{messages.site.committee}</p>
            <p className="receipt__house">{receipt.receivedBy.name}</p>
            <h1>{texts.title}</h1>
            <p className="soft">{texts.lead}</p>
          </div>
          <figure className="receipt__square">
            <QrSquare code={check.square} label={texts.square(check.address)} />
            <figcaption>
              <span className="soft">{texts.code}</span> <code>{load.receipt}</code>
            </figcaption>
          </figure>
        </header>
        <dl>
          <Fact term={texts.dataset}>
            {title} {synthetic && <SyntheticTag />}
          </Fact>
          <Fact term={texts.receivedBy}>{receipt.receivedBy.name}</Fact>
          <Fact term={texts.receivedAt}>{format.dateTime(load.createdAt)}</Fact>
          <Fact term={texts.sentBy}>{load.sentBy}</Fact>
          {receipt.sentFrom && <Fact term={texts.sentFrom}>{receipt.sentFrom.name}</Fact>}
          <Fact term={texts.file}>{load.file.name}</Fact>
          <Fact term={texts.size}>{texts.bytes(format.number(load.file.bytes))}</Fact>
          <Fact term={texts.hash}>
            <code>{load.file.sha256}</code>
            <p className="soft">{texts.hashNote}</p>
          </Fact>
          <Fact term={texts.state}>{messages.load.states[load.state]}</Fact>
          <Fact term={texts.counts}>
            {load.result ? <Equation {...load.result} /> : load.error ? texts.failed : texts.pending}
          </Fact>
          <Fact term={texts.number}>
            <code>{load.id}</code>
          </Fact>
          {load.snapshot && (
            <Fact term={texts.snapshot}>
              <code>{load.snapshot}</code>
            </Fact>
          )}
        </dl>
        <p className="receipt__note">
          {texts.genuine(check.page)} {texts.asOf(format.dateTime(receipt.asOf))}
        </p>
        <p className="receipt__ways">
          <PrintButton /> <Link to={`/receipts/${load.receipt}`}>{texts.check}</Link>{' '}
          <Link to={`/console/loads/${load.id}`}>{texts.back}</Link>
        </p>
      </article>
    </div>
  );
}

/** Only a script can open the browser's dialogue; without one its own menu is named. */
function PrintButton() {
  const texts = useReceiptTexts();
  if (!useHydrated()) return <span className="soft">{texts.printNote}</span>;
  return (
    <button type="button" className="button button--primary" onClick={() => window.print()}>
      {texts.print}
    </button>
  );
}
