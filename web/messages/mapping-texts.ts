import { mapping as en } from './en/mapping-page.ts';
import { useLocale } from './use-locale.tsx';
import { mapping as vi } from './vi/mapping-page.ts';

/** Too many words to be sent to whoever only reads a dataset's page. */
export type MappingTexts = typeof vi;

export function useMappingTexts(): MappingTexts {
  return useLocale().language === 'vi' ? vi : en;
}
