import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { ReceiptForm } from './receipt-form.tsx';

/** Anybody with a receipt in his hand begins here. */
export function CheckReceiptPage({ empty }: { readonly empty: boolean }) {
  const { messages } = useLocale();
  const texts = messages.receiptCheck;
  return (
    <section className="receipt-check wrap">
      <title>{`${texts.title} · ${messages.site.portal}`}</title>
      <h1>{texts.title}</h1>
      <p className="soft">{texts.lead}</p>
      {empty && <Notice tone="bad" title={texts.empty} urgent />}
      <ReceiptForm />
    </section>
  );
}
