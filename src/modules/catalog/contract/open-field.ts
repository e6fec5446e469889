import type { DataElement, Dictionary } from '#modules/dictionary/index.ts';
import { identifier } from './custom-kinds.ts';
import { fieldProperties } from './custom-names.ts';
import { readCustomProperties, type CustomReader, type Reporting } from './custom-properties.ts';
import { findMeant } from './find-meant.ts';
import type { Property } from './odcs/property.ts';
import type { Path } from './problem.ts';

/** What a contract takes from the data dictionary. */
export type ContractDictionary = Pick<Dictionary, 'findElement' | 'listElements' | 'listCodeLists'>;

/** A field before it is read: its facts found, its data element looked up. */
export interface OpenField {
  /** With the element's type and bounds wherever the contract says nothing of them. */
  readonly property: Property;
  readonly path: Path;
  readonly custom: CustomReader;
  readonly elementRef?: string;
  /** Undefined also where there is no dictionary. */
  readonly element?: DataElement;
}

export function openField(
  property: Property,
  path: Path,
  dictionary: ContractDictionary | undefined,
  reporting: Reporting,
): OpenField {
  const custom = readCustomProperties(property.customProperties, path, fieldProperties, reporting);
  const elementRef = custom.read('elementRef', identifier);
  if (elementRef === undefined) return { property, path, custom };
  const opened = { path, custom, elementRef };
  if (dictionary === undefined) return { property, ...opened };
  const element = dictionary.findElement(elementRef);
  const at = custom.pathOf('elementRef');
  if (element === undefined) {
    const known = dictionary.listElements().map(({ id }) => id);
    const suggestion = findMeant(elementRef, known, 2) ?? known[0] ?? '';
    reporting.report('element-unknown', at, { field: property.name, found: elementRef, suggestion });
    // Its type would have come from the element: that it is missing is no second problem.
    return { property: property.logicalType === undefined ? ofType(property, 'string') : property, ...opened };
  }
  const { logicalType = element.type } = property;
  if (!fits(logicalType, element.type)) {
    const facts = { field: property.name, found: logicalType, element: elementRef, expected: element.type };
    reporting.warn('element-type-other', at, facts);
    return { property, ...opened, element };
  }
  const { minLength, maxLength, pattern, minimum, maximum } = element;
  const bounds = { minLength, maxLength, pattern, minimum, maximum };
  const logicalTypeOptions = {
    ...Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined)),
    ...property.logicalTypeOptions,
  };
  return { property: { ...ofType(property, logicalType), logicalTypeOptions }, ...opened, element };
}

function ofType(property: Property, logicalType: NonNullable<Property['logicalType']>): Property {
  return { ...property, logicalType };
}

function fits(type: Property['logicalType'], expected: DataElement['type']): boolean {
  return type === expected || (type === 'integer' && expected === 'number');
}
