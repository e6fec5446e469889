import type { FormChanges, FormMapping, MappingUsed } from '#api/mappings.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { matchColumns } from '#modules/quality/offline/rules.ts';
import { compareForms, distinctHeadings, formLikeness } from './compare-forms.ts';
import { foldedHeading, formFingerprint } from '../../mapping/form-fingerprint.ts';

/** A mapping that is there to be used; `version` is null for one that was given as a file. */
export interface KnownMapping extends FormMapping {
  readonly fingerprint: string;
  readonly version: number | null;
}

/** Mappings as tables are held against them, so that a file of thousands of tables folds their headings once. */
export interface KnownForms {
  readonly mappings: readonly KnownMapping[];
  /** By mapping, in order. */
  readonly headings: readonly ReadonlySet<string>[];
}

export function knownForms(mappings: readonly KnownMapping[]): KnownForms {
  return { mappings, headings: mappings.map((mapping) => distinctHeadings(headingsOf(mapping))) };
}

export interface ChosenMapping {
  readonly mapping: KnownMapping;
  readonly used: MappingUsed;
  /** By column; null: left out. */
  readonly fields: readonly (string | null)[];
  /** Null: the form is the mapping's own. */
  readonly changes: FormChanges | null;
  /** Required fields that neither the mapping nor the contract finds in the form. */
  readonly missing: readonly string[];
}

/** From which share of common headings on a form is taken for a changed one. */
const sameForm = 0.5;

/**
 * The mapping of a table's form; of a form that has none, the one of the form that it was changed from, column by column
 * under their headings, with the contract's own names for the rest. Undefined: nothing like it is known.
 */
export function chooseMapping(
  contract: Contract,
  headings: readonly string[],
  { mappings, headings: forms }: KnownForms,
): ChosenMapping | undefined {
  const fingerprint = formFingerprint(headings);
  const own = mappings.find((mapping) => mapping.fingerprint === fingerprint);
  if (own !== undefined) {
    const fields = headings.map((_, column) => fieldNow(contract, own.columns[column]?.field ?? null));
    return chosen(contract, own, fields, null);
  }
  const distinct = distinctHeadings(headings);
  const nearest = mappings
    .map((mapping, place) => ({ mapping, likeness: formLikeness(forms[place] ?? new Set(), distinct) }))
    .filter(({ likeness }) => likeness >= sameForm)
    .toSorted((a, b) => b.likeness - a.likeness)[0]?.mapping;
  if (nearest === undefined) return undefined;
  const { version } = nearest;
  const changes = { fingerprint: nearest.fingerprint, version, ...compareForms(headingsOf(nearest), headings) };
  return chosen(contract, nearest, carriedOver(contract, nearest, headings), changes);
}

function chosen(
  contract: Contract,
  mapping: KnownMapping,
  fields: readonly (string | null)[],
  changes: FormChanges | null,
): ChosenMapping {
  const filled = new Set([...fields, ...mapping.constants.map(({ field }) => field)]);
  return {
    mapping,
    used: { fingerprint: mapping.fingerprint, version: mapping.version },
    fields,
    changes,
    missing: contract.fields.filter(({ name, required }) => required && !filled.has(name)).map(({ name }) => name),
  };
}

function carriedOver(
  contract: Contract,
  mapping: KnownMapping,
  headings: readonly string[],
): readonly (string | null)[] {
  const remembered = new Map(mapping.columns.map(({ heading, field }) => [foldedHeading(heading), field]));
  const taken = new Set(mapping.constants.map(({ field }) => field));
  const carried = headings.map((heading) => {
    const folded = foldedHeading(heading);
    const field = folded === '' ? null : fieldNow(contract, remembered.get(folded) ?? null);
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
  const { columns } = matchColumns(contract, headings);
  return carried.map((field, column) => {
    // What was left out on purpose stays left out.
    if (field !== null || remembered.has(foldedHeading(headings[column] ?? ''))) return field;
    const natural = contract.fields[columns.indexOf(column)]?.name;
    if (natural === undefined || taken.has(natural)) return null;
    taken.add(natural);
    return natural;
  });
}

/** What the field is called today; null where the contract has none of the name any more. */
function fieldNow(contract: Contract, field: string | null): string | null {
  if (field === null) return null;
  const now =
    contract.fields.find(({ name }) => name === field) ??
    contract.fields.find(({ formerNames = [] }) => formerNames.includes(field));
  return now?.name ?? null;
}

const headingsOf = ({ columns }: FormMapping): readonly string[] => columns.map(({ heading }) => heading);
