import type { SemanticContext } from '../semantic/semantic-type.ts';
import { semanticTypeOf } from '../semantic/semantic-types.ts';
import { criterionOf } from './criteria.ts';
import type { FieldColumns } from './field-columns.ts';
import { outcomeOf, unlessMissing, whenPresent, type Rule } from './rule.ts';

export function semanticRule(columns: FieldColumns, context: SemanticContext): Rule | undefined {
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
      impliesPlainText: field.semanticType !== 'person-name' && field.semanticType !== 'address',
    },
  };
}
