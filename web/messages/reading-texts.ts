import { readingTexts as en } from './en/reading.ts';
import { useLocale } from './use-locale.tsx';
import { readingTexts as vi } from './vi/reading.ts';

/** Asked for on few pages only. */
export type ReadingTexts = typeof vi;

export function useReadingTexts(): ReadingTexts {
  return useLocale().language === 'vi' ? vi : en;
}
