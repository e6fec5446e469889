import type { Caller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import type { ProposalChoices, ProposalServices } from '#api/web-services/proposals.ts';
import { decideDataset, demandRight } from '#modules/access/index.ts';
import { amendDraft, explainContract, registerDraft, semanticTypeNames, type Catalog } from '#modules/catalog/index.ts';
import type { Dictionary } from '#modules/dictionary/index.ts';
import type { Directory } from '#modules/directory/index.ts';

export interface ProposalServicesDeps {
  readonly catalog: Catalog;
  readonly directory: Directory;
  readonly dictionary: Dictionary;
}

export function createProposalServices({ catalog, directory, dictionary }: ProposalServicesDeps): ProposalServices {
  const amend = (caller: Caller, { contract, amendments }: Parameters<ProposalServices['amendProposal']>[1]) => {
    demandRight(caller, ownersFor(directory, caller, 'vi').length > 0, 'write-contract');
    return amendDraft(contract, amendments);
  };
  return {
    getProposalChoices(caller, language): ProposalChoices {
      const owners = ownersFor(directory, caller, language);
      demandRight(caller, owners.length > 0, 'write-contract');
      return {
        owners,
        codeLists: dictionary
          .listCodeLists()
          .map((id) => ({ id, name: dictionary.codeLists(id)?.title[language] ?? id })),
        elements: dictionary.listElements().map(({ id, name }) => ({ id, name: name[language] })),
        semanticTypes: semanticTypeNames,
      };
    },
    amendProposal(caller, proposal, language) {
      const contract = amend(caller, proposal);
      return { contract, problems: explainContract(catalog, proposal.amendments.id, contract, language) };
    },
    async registerProposal(caller, proposal) {
      await registerDraft({ catalog }, caller, proposal.amendments.id, amend(caller, proposal));
    },
  };
}

/** As the policy says, asked about each living agency. */
function ownersFor(directory: Directory, caller: Caller, language: Language): ProposalChoices['owners'] {
  const facts = { id: '', access: 'open', unitField: null, fields: [], synthetic: false } as const;
  return directory
    .listAgencies()
    .filter(({ code, validTo }) => validTo === null && decideDataset(caller, { ...facts, owner: code }).putContract)
    .map(({ code, name }) => ({ code, name: name[language] }));
}
