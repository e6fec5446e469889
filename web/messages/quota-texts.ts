import { quotasPage as en } from './en/quotas-page.ts';
import { useLocale } from './use-locale.tsx';
import { quotasPage as vi } from './vi/quotas-page.ts';

/** Too many words to be sent to whoever only reads a dataset's page. */
export function useQuotaTexts(): typeof vi {
  return useLocale().language === 'vi' ? vi : en;
}
