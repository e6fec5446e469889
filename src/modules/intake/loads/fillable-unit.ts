import type { Contract } from '#modules/catalog/index.ts';
import type { LoadRow } from './load-row.ts';

export interface FillableUnit {
  readonly field: string;
  readonly value: string;
}

/** An officer fills the rows of his own unit; everybody else who may load fills any. */
export function fillableUnit({ sender }: Pick<LoadRow, 'sender'>, contract: Contract): FillableUnit | undefined {
  if (contract.unitField === undefined || sender.role !== 'officer' || sender.unit === null) return undefined;
  return { field: contract.unitField, value: sender.unit };
}
