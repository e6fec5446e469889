import { mendPage as en } from './en/mend-page.ts';
import { useLocale } from './use-locale.tsx';
import { mendPage as vi } from './vi/mend-page.ts';

/** Too many words to be sent to whoever only reads a dataset's page. */
export type MendTexts = typeof vi;

export function useMendTexts(): MendTexts {
  return useLocale().language === 'vi' ? vi : en;
}
