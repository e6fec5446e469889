import type { FieldAmendment } from '#api/contract-amendments.ts';
import type { ProposedColumn } from '#api/proposals.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { Mark } from '../../ui/mark/mark.tsx';

export interface ColumnSummaryProps {
  readonly column: ProposedColumn;
  readonly field: FieldAmendment;
  readonly codeLists: ProposalChoices['codeLists'];
}

/** What a column becomes, and how surely: a share under all rows stands out. */
export function ColumnSummary({ column, field, codeLists }: ColumnSummaryProps) {
  const { messages, format, language } = useLocale();
  const texts = useProposalTexts();
  const types: Readonly<Record<string, string>> = messages.type;
  const kinds: Readonly<Record<string, string>> = texts.semanticTypes;
  const words: Readonly<Record<string, string>> = texts.agree;
  const facts = [
    field.key ? texts.key : field.required && messages.words.required,
    types[field.type] ?? field.type,
    column.unit !== null && texts.unit(column.unit),
    field.semanticType && (kinds[field.semanticType] ?? field.semanticType),
    field.codeList &&
      messages.dataset.codeList(codeLists.find(({ id }) => id === field.codeList)?.name ?? field.codeList),
    field.personal !== 'none' && messages.personal[field.personal],
  ].filter(Boolean);
  // That some rows have no value is no doubt of a column that may be empty.
  const doubts = Object.entries(column.agree).filter(
    ([what, share]) => share < 1 && (what !== 'required' || field.required),
  );
  return (
    <span className="column-summary">
      <Mark kind={!field.keep ? 'none' : doubts.length > 0 ? 'warn' : 'good'} />
      <span>
        <b>{field.labels[language]}</b> <code>{field.name}</code>
        <span className="column-summary__facts">{field.keep ? facts.join(' · ') : texts.column.dropped}</span>
        {field.keep && doubts.length > 0 && (
          <span className="column-summary__doubts">
            {doubts
              .map(([what, share]) => texts.agreed(words[what] ?? what, format.percent(shownShare(share))))
              .join(' · ')}
          </span>
        )}
      </span>
    </span>
  );
}

/** In per cent, rounded down: of all rows is said only what all rows keep. */
function shownShare(share: number): number {
  return Math.floor(share * 1000) / 10;
}
