import type { Contract } from '#modules/catalog/index.ts';
import { compileCel } from '../cel/compile-cel.ts';
import { criterionOfCel } from './criteria.ts';
import { isUnreadable, type FieldColumns } from './field-columns.ts';
import type { Rule } from './rule.ts';

/** A contract whose expressions do not compile is refused when it is registered; one that got here by a file is a fault of it. */
export function celRules(contract: Contract, columns: readonly FieldColumns[]): readonly Rule[] {
  const named = new Map(columns.map((column) => [column.field.name, column]));
  return contract.rules.map((rule, number): Rule => {
    const compiled = compileCel(rule.expression, contract.fields, ({ name }) => named.get(name)?.value ?? 'null');
    if (!compiled.ok) throw new Error(`the rule ${rule.name} does not compile: ${compiled.reason.en}`);
    const read = compiled.fields.flatMap((name) => named.get(name) ?? []);
    const unreadable = read.map(isUnreadable).filter((condition) => condition !== 'false');
    const holds = `r${number}`;
    return {
      id: `${rule.name}.cel`,
      kind: 'cel',
      fields: compiled.fields,
      ...criterionOfCel(rule.dimension),
      problems: [{ code: 'broken', severity: rule.severity }],
      message: rule.message,
      once: { name: holds, sql: compiled.sql },
      applies: `${holds} is not null`,
      test: {
        outcome:
          `case ${unreadable.length === 0 ? '' : `when ${unreadable.join(' or ')} then null `}` +
          `when ${holds} then 0 when not ${holds} then 1 end`,
        plain: `(${holds} is not false)`,
      },
    };
  });
}
