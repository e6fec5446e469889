import type { Contract, ContractObjection } from '#modules/catalog/index.ts';
import { compileCel } from '../cel/compile-cel.ts';

/** What stands against a contract's rules before a row is seen: expressions that cannot become a check. */
export function inspectRules(contract: Contract): readonly ContractObjection[] {
  return contract.rules.flatMap((rule): readonly ContractObjection[] => {
    const compiled = compileCel(rule.expression, contract.fields);
    if (compiled.ok) return [];
    const { code, reason, mend } = compiled;
    return [{ about: { kind: 'rule', name: rule.name }, code, reason, mend }];
  });
}
