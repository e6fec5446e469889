import type { ContractAmendments } from '#api/contract-amendments.ts';
import { accessClasses } from '#api/datasets.ts';
import { loadModes } from '#api/loads.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { ChoiceField } from './choice-field.tsx';
import { FormField, TextAreaField } from '../../ui/form-field/form-field.tsx';

export interface DatasetFactsProps {
  readonly amendments: ContractAmendments;
  readonly owners: ProposalChoices['owners'];
  readonly onChange: (changed: Partial<ContractAmendments>) => void;
}

/** What the contract says of the dataset as a whole. */
export function DatasetFacts({ amendments, owners, onChange }: DatasetFactsProps) {
  const { messages } = useLocale();
  const { facts, dataset } = useProposalTexts();
  const { title, purpose } = amendments;
  return (
    <section className="proposal-facts">
      <h2>{dataset}</h2>
      <div className="proposal-facts__fields">
        <FormField
          label={facts.titleVi}
          value={title.vi}
          onChange={(event) => onChange({ title: { ...title, vi: event.target.value } })}
        />
        <FormField
          label={facts.titleEn}
          value={title.en}
          onChange={(event) => onChange({ title: { ...title, en: event.target.value } })}
        />
        <TextAreaField
          rows={3}
          label={facts.purposeVi}
          value={purpose.vi}
          onChange={(event) => onChange({ purpose: { ...purpose, vi: event.target.value } })}
        />
        <TextAreaField
          rows={3}
          label={facts.purposeEn}
          value={purpose.en}
          onChange={(event) => onChange({ purpose: { ...purpose, en: event.target.value } })}
        />
        <FormField
          label={facts.id}
          note={facts.idNote}
          value={amendments.id}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => onChange({ id: event.target.value })}
        />
        <ChoiceField
          label={facts.owner}
          value={amendments.owner}
          options={owners.map(({ code, name }) => ({ value: code, label: name }))}
          onChoose={(owner) => onChange({ owner })}
        />
        <ChoiceField
          label={facts.access}
          value={amendments.access}
          options={accessClasses.map((value) => ({
            value,
            label: `${messages.access[value]}: ${messages.accessNote[value]}`,
          }))}
          onChoose={(access) => onChange({ access })}
        />
        <ChoiceField
          label={facts.loadMode}
          value={amendments.loadMode}
          options={loadModes.map((value) => ({ value, label: messages.loadMode[value] }))}
          onChoose={(loadMode) => onChange({ loadMode })}
        />
      </div>
    </section>
  );
}
