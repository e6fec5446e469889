import { encodingTexts as en } from './en/encodings.ts';
import { useLocale } from './use-locale.tsx';
import { encodingTexts as vi } from './vi/encodings.ts';

/** Asked for on few pages only. */
export type EncodingTexts = typeof vi;

export function useEncodingTexts(): EncodingTexts {
  return useLocale().language === 'vi' ? vi : en;
}
