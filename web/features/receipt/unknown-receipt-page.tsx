import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { ReceiptForm } from './receipt-form.tsx';

/** No receipt bears the code: said plainly, with the form at hand for a slip of the hand. */
export function UnknownReceiptPage({ typed }: { readonly typed: string }) {
  const { messages } = useLocale();
  const texts = messages.receiptCheck;
  return (
    <section className="receipt-check wrap">
      <title>{`${texts.unknown} · ${messages.site.portal}`}</title>
      <meta name="robots" content="noindex" />
      <h1>{texts.title}</h1>
      <Notice tone="bad" title={texts.unknown} urgent>
        <p>{texts.unknownNote(typed.slice(0, 100))}</p>
      </Notice>
      <ReceiptForm typed={typed.slice(0, 100)} />
    </section>
  );
}
