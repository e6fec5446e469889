import type { Criterion, ErrorGroup } from '#api/quality.ts';
import type { Dimension } from '#modules/catalog/index.ts';
import type { RuleKind } from './rule.ts';

const criterionOfDimension: Readonly<Record<Dimension, Criterion>> = {
  accuracy: 'dung',
  completeness: 'du',
  coverage: 'du',
  uniqueness: 'sach',
  conformity: 'sach',
  timeliness: 'song',
  consistency: 'thongNhat',
};

const groupOfDimension: Readonly<Record<Dimension, ErrorGroup>> = {
  accuracy: 'source-mismatch',
  completeness: 'missing-required',
  coverage: 'missing-required',
  uniqueness: 'duplicate',
  conformity: 'out-of-domain',
  timeliness: 'stale',
  consistency: 'cross-field',
};

/** The eight error groups of the national guidance and the criteria that they count under, by kind of rule. */
const byKind: Readonly<
  Record<Exclude<RuleKind, 'cel'>, { readonly criterion: Criterion; readonly errorGroup: ErrorGroup }>
> = {
  shape: { criterion: 'sach', errorGroup: 'bad-format' },
  required: { criterion: 'du', errorGroup: 'missing-required' },
  type: { criterion: 'sach', errorGroup: 'bad-format' },
  length: { criterion: 'sach', errorGroup: 'bad-format' },
  pattern: { criterion: 'sach', errorGroup: 'bad-format' },
  range: { criterion: 'sach', errorGroup: 'out-of-domain' },
  enum: { criterion: 'sach', errorGroup: 'out-of-domain' },
  semantic: { criterion: 'sach', errorGroup: 'bad-format' },
  'code-list': { criterion: 'thongNhat', errorGroup: 'out-of-domain' },
  reference: { criterion: 'thongNhat', errorGroup: 'broken-reference' },
  unit: { criterion: 'sach', errorGroup: 'out-of-domain' },
  unique: { criterion: 'sach', errorGroup: 'duplicate' },
  key: { criterion: 'sach', errorGroup: 'duplicate' },
  corrected: { criterion: 'sach', errorGroup: 'duplicate' },
};

/** A dimension that the contract declares decides under which criterion a rule counts. */
export function criterionOf(kind: Exclude<RuleKind, 'cel'>, dimension?: Dimension) {
  const { criterion, errorGroup } = byKind[kind];
  return { criterion: dimension === undefined ? criterion : criterionOfDimension[dimension], errorGroup };
}

export function criterionOfCel(dimension: Dimension) {
  return { criterion: criterionOfDimension[dimension], errorGroup: groupOfDimension[dimension] };
}
