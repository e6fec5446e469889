import type { Rights } from '#api/rights.ts';
import type { Contract } from '#modules/catalog/offline.ts';
import type { CheckRequest } from './worker-protocol.ts';

/** What of the corrected load must be known to read a correction of it. */
export interface CorrectionRequest {
  readonly body: 'file' | 'json';
  /** How the load's rows show to the sender, by the contract that they were checked under. */
  readonly rights: Rights;
  readonly contract: Contract;
  /** Folder of what the load's check left. */
  readonly base: string;
  /** `taken` files of the corrections that were published before. */
  readonly taken: readonly string[];
}

/** Reads a correction and says what is wrong with it, before it is taken; nothing is kept. */
export interface PreviewRequest extends Omit<CheckRequest, 'step'> {
  readonly step: 'preview';
  readonly correction: CorrectionRequest;
  /** Whether the partitions of the rows that would be accepted are asked for. */
  readonly asksPartitions: boolean;
}

export interface PreviewAnswer {
  readonly step: 'preview';
  /** Null: the whole dataset, or nobody asked. */
  readonly partitions: readonly string[] | null;
}

/** What a first load and its corrections left, to count what is taken in by now. */
export interface FamilyFiles {
  /** `taken` files of the corrections that stand. */
  readonly taken: readonly string[];
  /** The first load and its corrections, with the folders of what their checks left. */
  readonly family: readonly { readonly load: string; readonly outcome: string }[];
}

/** Asks what a correction, which is one of the family already, changes in the sums of it. */
export interface SumsRequest extends FamilyFiles {
  /** This one's `taken` file. */
  readonly own: string;
  /** Folder of what the first load's check left. */
  readonly root: string;
}

export interface CorrectionSums {
  /** Rows that each of the family left out and that are taken in by now. */
  readonly corrected: readonly { readonly load: string; readonly rejected: number; readonly duplicate: number }[];
  /** By rule: how many of this correction's accepted rows failed it in the first load. */
  readonly resolved: readonly { readonly rule: string; readonly rows: number }[];
  /** Accepted rows that were duplicates in the first load. */
  readonly resolvedDuplicates: number;
}
