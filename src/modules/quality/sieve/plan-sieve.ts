import type { Contract } from '#modules/catalog/index.ts';
import { codesValidOn } from '#modules/dictionary/index.ts';
import { readCel } from '../cel/read-cel.ts';
import { compileContract, type CompileOptions } from '../rules/compile-contract.ts';
import type { Rule } from '../rules/rule.ts';
import { semanticContext } from '../rules/semantic-context.ts';
import type { SemanticContext } from '../semantic/semantic-type.ts';
import { semanticTypeOf } from '../semantic/semantic-types.ts';
import { planCel, planValidity, type NameSet } from './plan-condition.ts';
import { inDomain, planField, plainTextOnce, type SieveField } from './plan-field.ts';
import type { SieveTerm } from './sieve-term.ts';

export interface SievePlan {
  /** As the contract has them. */
  readonly fields: readonly SieveField[];
  /** By field: sets of its texts that conditions ask for. */
  readonly sets: readonly (readonly ReadonlySet<string>[])[];
  readonly key: readonly number[];
  readonly conditions: readonly SieveCondition[];
  /** By rule: the rows to which it applies are all, those with a value of a field, or those of a condition. */
  readonly applies: ReadonlyMap<string, RuleReach>;
}

/** What a row must not contradict. */
export interface SieveCondition {
  readonly holds: SieveTerm;
  /** To which of the rows that hold it is put. */
  readonly applies: SieveTerm;
}

export type RuleReach = 'all' | { readonly field: number } | { readonly condition: number };

type PlanOptions = Omit<CompileOptions, 'numberStyles'> & {
  /** Of use only where every row is taken: rows of a contract without a key are wanted, too, and none is compared with another. */
  readonly onlyWhole?: boolean;
};

/** A set is a bit of 32. */
const mostSets = 31;

/**
 * What the rules of a contract say of a single row, for the bytes of a csv. Undefined where one of them says what cannot be
 * decided so; every row then goes the way of all rows.
 */
export function planSieve(contract: Contract, options: PlanOptions): SievePlan | undefined {
  if (contract.primaryKey.length === 0 && options.onlyWhole !== true) return undefined;
  const placeOf = new Map(contract.fields.map(({ name }, place) => [name, place]));
  const fields = planFields(contract, options, semanticContext(contract, options));
  if (fields === undefined) return undefined;
  const sets = fields.map((): Set<string>[] => []);
  const nameSet: NameSet = (field, texts) => {
    const own = sets[field];
    if (fields[field]?.texts === undefined || own === undefined) return undefined;
    const asked = new Set(texts);
    const known = own.findIndex((set) => set.symmetricDifference(asked).size === 0);
    if (known >= 0) return known;
    return own.length < mostSets ? own.push(asked) - 1 : undefined;
  };
  const { rules } = compileContract(contract, { ...options, numberStyles: new Map() });
  const conditions: SieveCondition[] = [];
  const applies = new Map<string, RuleReach>();
  for (const rule of rules) {
    const reach = reachOf(rule, { contract, options, placeOf, nameSet });
    if (reach === undefined) return undefined;
    applies.set(rule.id, 'holds' in reach ? { condition: conditions.push(reach) - 1 } : (reach.of ?? 'all'));
  }
  const key = contract.primaryKey.flatMap((name) => placeOf.get(name) ?? []);
  return key.length === contract.primaryKey.length ? { fields, sets, key, conditions, applies } : undefined;
}

function planFields(
  contract: Contract,
  { codeLists, receivedOn }: PlanOptions,
  semantic: SemanticContext,
): readonly SieveField[] | undefined {
  const plainText = plainTextOnce();
  const fields: SieveField[] = [];
  for (const field of contract.fields) {
    const type = semanticTypeOf(field);
    const shape = type?.shape?.(semantic);
    // Types of which no pattern says all.
    if (type !== undefined && shape === undefined) return undefined;
    const binding = field.codeList;
    const list = binding === undefined ? undefined : codeLists(binding.id);
    const { validOn } = binding ?? {};
    const codes =
      validOn === undefined || validOn.kind === 'field'
        ? list?.codes
        : list && codesValidOn(list, validOn.kind === 'day' ? validOn.day : receivedOn);
    // Where its day is not there, no code is looked up.
    const codesClosed =
      validOn?.kind !== 'field' || contract.fields.some(({ name, required }) => name === validOn.field && required);
    const planned = planField(field, { shape, codes: codes?.map(({ code }) => code), codesClosed, plainText });
    if (planned === undefined) return undefined;
    fields.push(planned);
  }
  return fields;
}

interface Planning {
  readonly contract: Contract;
  readonly options: PlanOptions;
  readonly placeOf: ReadonlyMap<string, number>;
  readonly nameSet: NameSet;
}

/** What is asked of the row, or else to which rows what its fields already say applies: those with a value of it, or all. */
function reachOf(
  rule: Rule,
  planning: Planning,
): SieveCondition | { readonly of?: { readonly field: number } } | undefined {
  switch (rule.kind) {
    case 'shape':
    case 'required':
    case 'key':
      return {};
    case 'type':
    case 'length':
    case 'pattern':
    case 'range':
    case 'enum':
      return ofField(rule, planning);
    case 'semantic':
      // Pairs of fields are asked more than their shapes say.
      return rule.fields.length === 1 ? ofField(rule, planning) : undefined;
    case 'code-list':
      return codeListCondition(rule, planning);
    case 'cel': {
      const { contract, nameSet } = planning;
      const declared = contract.rules.find(({ name }) => rule.id === `${name}.cel`);
      const read = declared === undefined ? undefined : readCel(declared.expression, contract.fields);
      const holds = read?.ok === true ? planCel(read.term, contract, nameSet) : undefined;
      return holds && { holds, applies: holds };
    }
    case 'reference':
    case 'unit':
    case 'unique':
    case 'corrected':
      return undefined;
  }
}

function ofField({ fields: [name = ''] }: Rule, { placeOf }: Planning) {
  const field = placeOf.get(name);
  return field === undefined ? undefined : { of: { field } };
}

function codeListCondition(rule: Rule, { contract, options, placeOf, nameSet }: Planning) {
  const field = placeOf.get(rule.fields[0] ?? '');
  const binding = field === undefined ? undefined : contract.fields[field]?.codeList;
  const list = binding === undefined ? undefined : options.codeLists(binding.id);
  if (field === undefined || binding === undefined || list === undefined) return undefined;
  const day = binding.validOn.kind === 'field' ? placeOf.get(binding.validOn.field) : undefined;
  if (day === undefined) return binding.validOn.kind === 'field' ? undefined : { of: { field } };
  if (contract.fields[day]?.type !== 'date') return undefined;
  const codes = list.codes.map((code) => ({ ...code, code: inDomain(code.code) }));
  const holds = planValidity(codes, { field, day, nameSet });
  const there = [field, day].map((one): SieveTerm => ({ kind: 'is-there', field: one }));
  return holds && { holds, applies: { kind: 'and' as const, parts: there } };
}
