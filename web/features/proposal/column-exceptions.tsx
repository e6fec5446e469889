import type { ProposedColumn } from '#api/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';

/** Rows of the file that the proposed rules would not take, so that slips can be told from a wrong proposal. */
export function ColumnExceptions({ exceptions }: { readonly exceptions: ProposedColumn['exceptions'] }) {
  const { language } = useLocale();
  const texts = useProposalTexts().column;
  if (exceptions.length === 0) return null;
  return (
    <div className="soft">
      {texts.exceptions}
      <ul>
        {exceptions.map(({ row, message }) => (
          <li key={`${row} ${message[language]}`}>{message[language]}</li>
        ))}
      </ul>
    </div>
  );
}
