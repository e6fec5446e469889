import { receiptPage as en } from './en/receipt-page.ts';
import { useLocale } from './use-locale.tsx';
import { receiptPage as vi } from './vi/receipt-page.ts';

/** Too many words to be sent to whoever only reads a dataset's page. */
export function useReceiptTexts(): typeof vi {
  return useLocale().language === 'vi' ? vi : en;
}
