import { useLocale } from '../../messages/use-locale.tsx';

/** How often data come, in words. */
export function useFrequency(days: number | null): string {
  const { messages, format } = useLocale();
  const { frequencies, every, frequencyNone } = messages.dataset;
  if (days === null) return frequencyNone;
  const usual: Readonly<Record<number, string>> = frequencies;
  return usual[days] ?? every(format.number(days));
}
