import type { ContractAmendments, FieldAmendment } from '#api/contract-amendments.ts';
import type { ContractProposal } from '#api/proposals.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { Notice } from '../../ui/notice/notice.tsx';
import { ColumnEditor } from './column-editor.tsx';

export interface ColumnListProps {
  readonly proposal: ContractProposal;
  readonly amendments: ContractAmendments;
  readonly choices: ProposalChoices;
  readonly onChange: (place: number, changed: Partial<FieldAmendment>) => void;
}

/** Every column of the file, closed; opened it can be corrected. */
export function ColumnList({ proposal, amendments, choices, onChange }: ColumnListProps) {
  const { format } = useLocale();
  const texts = useProposalTexts();
  const { fields, loadMode } = amendments;
  const kept = fields.filter((field) => field.keep);
  const keyless = !kept.some((field) => field.key);
  return (
    <section className="proposal-columns">
      <h2>{texts.columns(format.number(kept.length), format.number(fields.length))}</h2>
      <p className="soft">{texts.columnsNote}</p>
      {keyless && (
        <Notice tone="warn" heading="h3" title={loadMode === 'upsert' ? texts.upsertNeedsKey : texts.noKey} />
      )}
      <ul>
        {fields.map((field, place) => {
          const column = proposal.columns[place];
          return (
            column && (
              <li key={field.field}>
                <ColumnEditor
                  column={column}
                  field={field}
                  choices={choices}
                  onChange={(changed) => onChange(place, changed)}
                />
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
