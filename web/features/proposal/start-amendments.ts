import type { ContractAmendments, FieldAmendment } from '#api/contract-amendments.ts';
import type { ContractProposal, ProposedColumn } from '#api/proposals.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';

/** The form before anybody has typed: all as it was proposed. */
export function startAmendments(
  { dataset, columns, key }: ContractProposal,
  owners: ProposalChoices['owners'],
): ContractAmendments {
  const proposedOwner = owners.find(({ code }) => code === dataset.owner);
  return {
    id: dataset.id,
    title: dataset.title,
    purpose: dataset.purpose,
    owner: (proposedOwner ?? owners[0])?.code ?? dataset.owner,
    access: 'private',
    loadMode: 'replace',
    fields: columns.map((column) => startField(column, key?.fields ?? [])),
  };
}

function startField(column: ProposedColumn, key: readonly string[]): FieldAmendment {
  const { name, label, type, required, personal, elementRef, semanticType, codeList } = column;
  return {
    field: name,
    keep: true,
    name,
    labels: label,
    type,
    required,
    key: key.includes(name),
    personal,
    elementRef,
    semanticType,
    codeList,
  };
}
