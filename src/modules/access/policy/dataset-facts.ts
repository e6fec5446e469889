import type { AccessClass } from '#api/datasets.ts';
import type { Mask } from '#api/rights.ts';

/** What decisions need to know of a dataset; derived from its contract. */
export interface DatasetFacts {
  readonly id: string;
  /** Code of the owning agency. */
  readonly owner: string;
  readonly access: AccessClass;
  /** The field that names the reporting commune, where communes fill the dataset. */
  readonly unitField: string | null;
  readonly fields: readonly FieldFacts[];
  readonly synthetic: boolean;
}

export interface FieldFacts {
  readonly name: string;
  readonly personal: 'none' | 'basic' | 'sensitive';
  /** How it shows without the right to see it; personal fields without one are hidden. */
  readonly mask?: Mask;
}
