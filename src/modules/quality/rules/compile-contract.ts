import { gridDegreesMacro } from '#platform/geo/grid-degrees-sql.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import type { LoadMode } from '#api/loads.ts';
import type { NumberStyle } from '../reading/number-style.ts';
import { cleanCell } from '../reading/clean-text.ts';
import { dependsOnStyle, readingOf } from '../reading/reading-of.ts';
import { derivedDegrees } from './derived-degrees.ts';
import { celRules } from './cel-rules.ts';
import { codeListRule, enumRule } from './domain-rules.ts';
import { fieldColumns, type FieldColumns } from './field-columns.ts';
import { fieldRules } from './field-rules.ts';
import { correctedRule, doubleRules, shapeRule, unitRule } from './row-rules.ts';
import { referenceRule, targetOf, type ReferenceTarget } from './reference-rule.ts';
import type { Rule } from './rule.ts';
import { semanticContext } from './semantic-context.ts';
import { semanticPairs } from './semantic-pairs.ts';
import { otherAxis, semanticRule } from './semantic-rule.ts';

export interface CompiledContract {
  readonly contract: Contract;
  readonly columns: readonly FieldColumns[];
  /** In the order of the fields, then of the row; findings and reasons keep it. */
  readonly rules: readonly Rule[];
  /** Statements to run once, before anything that the columns and rules say. */
  readonly setup: readonly string[];
  /** Ids of rules that could not be put to any row here. */
  readonly notChecked: readonly string[];
  /** By the id of the rule: what is looked into. */
  readonly references: ReadonlyMap<string, ReferenceTarget>;
}

export interface CompileOptions {
  /** `YYYY-MM-DD`, in Vietnam. */
  readonly receivedOn: string;
  readonly codeLists: CodeLists;
  /** What dots mean in a column of numbers; by field. Money and whole numbers need no entry. */
  readonly numberStyles: ReadonlyMap<string, NumberStyle>;
  /** Rows of other units are rejected. */
  readonly unit?: { readonly field: string; readonly value: string };
  /** What fields refer to; undefined: nothing is known of other datasets, as offline. */
  readonly references?: readonly ReferenceTarget[] | undefined;
  /** The rows mend those of an earlier load, none of which may be taken in twice. */
  readonly corrects?: boolean;
}

/** What a contract's declarations mean as checks. Everything that the check does is derived from this. */
export function compileContract(contract: Contract, options: CompileOptions): CompiledContract {
  const columns = contract.fields.map((field, index) =>
    fieldColumns(
      field,
      index,
      readingOf(field, options.numberStyles.get(field.name) ?? (dependsOnStyle(field) ? 'undecided' : 'groups')),
    ),
  );
  const setup = [cleanCell, ...columns.flatMap(({ reading }) => reading.setup)];
  if (derivedDegrees(contract) !== undefined) setup.push(gridDegreesMacro);
  const rules: Rule[] = [];
  const notChecked: string[] = [];
  const references = new Map<string, ReferenceTarget>();
  const semantic = semanticContext(contract, options);
  for (const column of columns) {
    rules.push(...fieldRules(column));
    const domains = [enumRule(column), codeListRule(column, { ...options, fields: columns })];
    for (const domain of domains) {
      if (domain === undefined) continue;
      setup.push(...domain.setup);
      rules.push(domain.rule);
    }
    if (column.field.codeList !== undefined && domains[1] === undefined)
      notChecked.push(`${column.field.name}.code-list`);
    const meant = semanticRule(column, semantic, otherAxis(column, columns));
    if (meant !== undefined) rules.push(meant);
    if (options.unit?.field === column.field.name) rules.push(unitRule(column, options.unit.value));
    if (column.field.reference !== undefined) {
      const rule = referenceRule(column);
      const target = targetOf(column.field, options.references);
      if (target?.state === 'found') {
        rules.push(rule);
        references.set(rule.id, target);
      } else notChecked.push(rule.id);
    }
  }
  rules.push(
    ...semanticPairs(columns),
    shapeRule,
    ...celRules(contract, columns),
    ...doubleRules(columns, contract.primaryKey),
  );
  if (options.corrects === true) rules.push(correctedRule);
  return {
    contract,
    columns,
    rules,
    setup: [...new Set(setup)],
    notChecked: [...notChecked, ...contract.unknownQuality],
    references,
  };
}

/** The one thing about keys that a check without the dataset cannot know. */
export function keysAgainstDataset(contract: Contract, mode: LoadMode, known: boolean): readonly string[] {
  const asked = mode === 'append' && contract.primaryKey.length > 0;
  return asked && !known ? [`${contract.primaryKey.join('+')}.key-against-dataset`] : [];
}
