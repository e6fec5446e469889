import type { ContractProposal } from '#api/proposals.ts';
import type { ProposeInput } from './propose-contract.ts';

/** `proposeContract`, loaded when it is called: others come in by the same door and need nothing of what it needs. */
export async function proposeContractLater(input: ProposeInput): Promise<ContractProposal> {
  const { proposeContract } = await import('./propose-contract.ts');
  return proposeContract(input);
}

/** `proposeContracts`, in the same way. */
export async function proposeContractsLater(
  input: ProposeInput,
  onProgress: (done: number, total: number) => void,
): Promise<readonly ContractProposal[]> {
  const { proposeContracts } = await import('./propose-contracts.ts');
  return proposeContracts(input, onProgress);
}
