import type { FieldAmendment } from '#api/contract-amendments.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { ChoiceField } from './choice-field.tsx';

export interface ColumnMeaningProps {
  readonly field: FieldAmendment;
  readonly choices: ProposalChoices;
  readonly onChange: (changed: Partial<FieldAmendment>) => void;
}

const personalClasses = ['none', 'basic', 'sensitive'] as const;

/** Type, kind of value, code list, data element, personal class. */
export function ColumnMeaning({ field, choices, onChange }: ColumnMeaningProps) {
  const { messages } = useLocale();
  const texts = useProposalTexts();
  const { column } = texts;
  const kinds: Readonly<Record<string, string>> = texts.semanticTypes;
  const none = { value: '', label: column.none };
  // Nothing chosen is '' in a list and null in a contract.
  const chosen = (value: string) => (value === '' ? null : value);
  return (
    <>
      <ChoiceField
        label={column.type}
        value={field.type}
        options={Object.entries(messages.type).map(([value, label]) => ({ value, label }))}
        onChoose={(type) => onChange({ type })}
      />
      <ChoiceField
        label={column.semanticType}
        value={field.semanticType ?? ''}
        options={[none, ...choices.semanticTypes.map((value) => ({ value, label: kinds[value] ?? value }))]}
        onChoose={(value) => onChange({ semanticType: chosen(value) })}
      />
      <ChoiceField
        label={column.codeList}
        value={field.codeList ?? ''}
        options={[none, ...choices.codeLists.map(({ id, name }) => ({ value: id, label: name }))]}
        onChoose={(value) => onChange({ codeList: chosen(value) })}
      />
      <ChoiceField
        label={column.element}
        value={field.elementRef ?? ''}
        options={[none, ...choices.elements.map(({ id, name }) => ({ value: id, label: name }))]}
        onChoose={(value) => onChange({ elementRef: chosen(value) })}
      />
      <ChoiceField
        label={column.personal}
        value={field.personal}
        options={personalClasses.map((value) => ({
          value,
          label: value === 'none' ? column.personalNone : messages.personal[value],
        }))}
        onChoose={(personal) => onChange({ personal })}
      />
    </>
  );
}
