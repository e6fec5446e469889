import type { Language } from '#api/localized.ts';
import type { DatasetPage } from '#api/web-services.ts';

/** A dataset's page as it is sent: in one language and with its first rows only, for a script repeats all of it. */
export interface ShownDataset extends Omit<DatasetPage, 'rules'> {
  /** Those that count in the score. */
  readonly rules: readonly { readonly rule: string; readonly criterion: string; readonly sentence: string }[];
}

const rowsShown = 10;

export function presentDataset(page: DatasetPage, language: Language): ShownDataset {
  return {
    ...page,
    rows: page.rows.kind === 'shown' ? { ...page.rows, rows: page.rows.rows.slice(0, rowsShown) } : page.rows,
    rules: page.rules
      .filter(({ scored }) => scored)
      .map(({ rule, criterion, sentence }) => ({ rule, criterion, sentence: sentence[language] })),
  };
}
