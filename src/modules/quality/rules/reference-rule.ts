import type { Contract, Field } from '#modules/catalog/index.ts';
import type { Localized } from '#api/localized.ts';
import { criterionOf } from './criteria.ts';
import type { FieldColumns } from './field-columns.ts';
import { whenPresent, type Rule } from './rule.ts';

/** What a field refers to, as far as it can be looked into. */
export interface ReferenceTarget {
  readonly dataset: string;
  readonly field: string;
  /** Only `found` is checked. `unknown`: there is no such dataset or field, or it is not for those who fill this one. */
  readonly state: 'found' | 'unknown' | 'unpublished';
  readonly title: Localized;
  /** Parquet files of the current snapshot, which have the field as a column of `type` (DuckDB's name). */
  readonly files: readonly string[];
  readonly type: string;
  /** It refers to rows of its own dataset: those that come count as well. */
  readonly own?: boolean;
}

export function targetOf(
  { reference }: Field,
  targets: readonly ReferenceTarget[] | undefined,
): ReferenceTarget | undefined {
  if (reference === undefined) return undefined;
  return targets?.find(({ dataset, field }) => dataset === reference.dataset && field === reference.field);
}

/** Decided over all rows together; see find-dangling.ts. */
export function referenceRule(column: FieldColumns): Rule {
  return {
    id: `${column.field.name}.reference`,
    kind: 'reference',
    fields: [column.field.name],
    ...criterionOf('reference'),
    problems: [{ code: 'no-such-reference', severity: 'error' }],
    applies: whenPresent(column),
  };
}

export function expectedReference(title: Localized): Localized {
  return { vi: `một mã có trong bộ dữ liệu «${title.vi}»`, en: `a code that is in the dataset “${title.en}”` };
}

/** Why references could not be looked up; offline, where none can, nothing need be said. */
export function referenceWarnings(
  contract: Contract,
  targets: readonly ReferenceTarget[] | undefined,
): readonly { readonly code: string; readonly message: Localized }[] {
  if (targets === undefined) return [];
  return contract.fields.flatMap((field) => {
    const { labels, reference } = field;
    if (reference === undefined) return [];
    const state = targetOf(field, targets)?.state ?? 'unknown';
    if (state === 'found') return [];
    const place = `${reference.dataset}.${reference.field}`;
    const message =
      state === 'unpublished'
        ? {
            vi: `Cột «${labels.vi}» chưa được đối chiếu: bộ dữ liệu «${reference.dataset}» chưa có dữ liệu.`,
            en: `The column “${labels.en}” was not looked up: the dataset “${reference.dataset}” has no data yet.`,
          }
        : {
            vi: `Cột «${labels.vi}» chưa được đối chiếu: không có «${place}» để tham chiếu.`,
            en: `The column “${labels.en}” was not looked up: there is no “${place}” to refer to.`,
          };
    return [{ code: 'reference-not-checked', message }];
  });
}
