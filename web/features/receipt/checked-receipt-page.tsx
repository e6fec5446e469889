import { Link } from 'react-router';
import type { ReceiptView } from '#api/receipts.ts';
import { useReceiptTexts } from '../../messages/receipt-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Equation } from '../../ui/equation/equation.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Status, toneOfState } from '../../ui/status/status.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { Fact } from './fact.tsx';
import { FileComparison } from './file-comparison.tsx';

export interface CheckedReceiptPageProps {
  readonly receipt: ReceiptView;
}

/** What may be public of one receipt, to hold beside the paper. */
export function CheckedReceiptPage({ receipt }: CheckedReceiptPageProps) {
  const { messages, format } = useLocale();
  const texts = messages.receiptCheck;
  const terms = useReceiptTexts();
  const { dataset, file, counts, state } = receipt;
  const hidden = <span className="soft">{texts.hidden}</span>;
  return (
    <section className="receipt-check wrap">
      <title>{`${texts.title} ${receipt.code} · ${messages.site.portal}`}</title>
      <meta name="robots" content="noindex" />
      <h1>
        {terms.title} <code className="unbroken">{receipt.code}</code>
      </h1>
      <Notice tone="good" title={texts.genuine}>
        <p>{texts.genuineNote}</p>
      </Notice>
      <dl className="receipt-facts">
        <Fact term={terms.dataset}>
          {dataset === null ? (
            <span className="soft">{texts.hiddenNote}</span>
          ) : (
            <>
              <Link to={`/datasets/${dataset.id}`}>{dataset.title}</Link> {dataset.synthetic && <SyntheticTag />}
            </>
          )}
        </Fact>
        <Fact term={terms.receivedBy}>{receipt.receivedBy.name}</Fact>
        <Fact term={terms.receivedAt}>{format.dateTime(receipt.receivedAt)}</Fact>
        <Fact term={terms.sentFrom}>{receipt.sentFrom?.name ?? (dataset === null ? hidden : messages.words.none)}</Fact>
        <Fact term={terms.size}>{terms.bytes(format.number(file.bytes))}</Fact>
        <Fact term={terms.hash}>
          <code>{file.sha256}</code>
        </Fact>
        <Fact term={terms.state}>
          <Status tone={toneOfState(state)}>{messages.load.states[state]}</Status>
        </Fact>
        <Fact term={terms.counts}>
          {counts ? <Equation {...counts} /> : state === 'failed' ? terms.failed : terms.pending}
        </Fact>
      </dl>
      <FileComparison file={file} />
      <p>
        <Link to="/receipts">{texts.another}</Link>
      </p>
    </section>
  );
}
