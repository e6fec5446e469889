import { proposing as en } from './en/proposing.ts';
import { useLocale } from './use-locale.tsx';
import { proposing as vi } from './vi/proposing.ts';

/** Too many words to be sent to whoever only reads a dataset's page. */
export type ProposalTexts = typeof vi;

export function useProposalTexts(): ProposalTexts {
  return useLocale().language === 'vi' ? vi : en;
}
