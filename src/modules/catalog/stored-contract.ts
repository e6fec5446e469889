import type { Contract } from './contract/contract.ts';

/** A contract as the register holds it. Never changes: another content is another version, or the version's next revision. */
export interface StoredContract extends Contract {
  /** Ours, from 1: counts what was put under the same `version`. */
  readonly revision: number;
  readonly createdAt: Date;
  /** Name of who put it. */
  readonly createdBy: string;
}

/** What tells one stored contract from every other. */
export type ContractMark = Pick<StoredContract, 'id' | 'version' | 'revision' | 'createdAt'>;

export interface ContractVersion {
  readonly version: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly current: boolean;
}
