import type { Caller } from '../caller.ts';
import type { ContractAmendments } from '../contract-amendments.ts';
import type { Language } from '../localized.ts';

/** What the page that makes a dataset out of a file asks. */
export interface ProposalServices {
  /** Throws `right-missing` where the caller may register no dataset. */
  getProposalChoices(caller: Caller, language: Language): ProposalChoices;
  /** The contract as somebody corrected it, and what is still wrong with it. */
  amendProposal(caller: Caller, proposal: AmendedProposal, language: Language): ContractPreview;
  /** Registers the dataset. Throws `contract-invalid`, `dataset-taken`, `right-missing`. */
  registerProposal(caller: Caller, proposal: AmendedProposal): Promise<void>;
}

export interface ProposalChoices {
  /** Agencies that the caller may register datasets for. */
  readonly owners: readonly { readonly code: string; readonly name: string }[];
  readonly codeLists: readonly Named[];
  readonly elements: readonly Named[];
  readonly semanticTypes: readonly string[];
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface AmendedProposal {
  /** As it was proposed. */
  readonly contract: string;
  readonly amendments: ContractAmendments;
}

export interface ContractPreview {
  /** YAML. */
  readonly contract: string;
  readonly problems: readonly string[];
}
