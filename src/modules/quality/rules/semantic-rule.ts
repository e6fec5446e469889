import type { SemanticTypeName } from '#modules/catalog/index.ts';
import type { SemanticContext } from '../semantic/semantic-type.ts';
import { semanticTypeOf } from '../semantic/semantic-types.ts';
import { criterionOf } from './criteria.ts';
import type { FieldColumns } from './field-columns.ts';
import { outcomeOf, unlessMissing, whenPresent, type Rule } from './rule.ts';

/** `other`: the field that holds the other axis of the same places. */
export function semanticRule(columns: FieldColumns, given: SemanticContext, other?: FieldColumns): Rule | undefined {
  const context = other === undefined ? given : { ...given, otherAxis: other.present };
  const { field, present } = columns;
  const type = semanticTypeOf(field);
  if (type === undefined) return undefined;
  const faultless = type.plain(present, context);
  return {
    id: `${field.name}.semantic`,
    kind: 'semantic',
    fields: [field.name],
    ...criterionOf('semantic'),
    problems: type.problems.map(({ code, severity }) => ({ code, severity })),
    applies: whenPresent(columns),
    test: {
      outcome: outcomeOf(
        `${present} is not null`,
        type.problems.map(({ when }) => ({ when: when(present, context) })),
        faultless,
      ),
      plain: unlessMissing(columns, faultless),
      ...(other === undefined ? {} : { context: `${other.present}::varchar` }),
      impliesPlainText: field.semanticType !== 'person-name' && field.semanticType !== 'address',
    },
  };
}

const axes: Readonly<Partial<Record<SemanticTypeName, SemanticTypeName>>> = {
  latitude: 'longitude',
  longitude: 'latitude',
  northing: 'easting',
  easting: 'northing',
};

/** The column of the other axis, where the contract has one of each: of several places nobody knows whose is which. */
export function otherAxis({ field }: FieldColumns, columns: readonly FieldColumns[]): FieldColumns | undefined {
  const axis = field.semanticType;
  const other = axis === undefined ? undefined : axes[axis];
  if (other === undefined) return undefined;
  const [found, ...others] = columns.filter((one) => one.field.semanticType === other);
  const same = columns.filter((one) => one.field.semanticType === axis);
  // What one says of the other must be for the same eyes.
  return others.length === 0 && same.length === 1 && found?.field.personal === field.personal ? found : undefined;
}
