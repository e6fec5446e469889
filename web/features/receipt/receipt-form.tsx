import { Form } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { FormField } from '../../ui/form-field/form-field.tsx';

/** Where a receipt's code is typed. */
export function ReceiptForm({ typed = '' }: { readonly typed?: string }) {
  const { messages } = useLocale();
  const texts = messages.receiptCheck;
  return (
    <Form className="receipt-form" action="/receipts" method="get">
      <FormField
        label={texts.code}
        note={texts.codeNote}
        name="code"
        defaultValue={typed}
        key={typed}
        maxLength={100}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <Button primary>{texts.submit}</Button>
    </Form>
  );
}
