import type { FormMapping } from '#api/mappings.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { expectedHeadings, matchColumns } from '#modules/quality/offline/rules.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import type { Retitled } from '../../reading/destinations/retitled-destination.ts';

/**
 * The headings under which the contract finds in every column what the mapping says: as they were sent where that is so
 * already, else the field's label, and for a column that is left out but bears a field's name a heading that no field
 * has. `fields`: by column, in order; null for what is left out.
 */
export function retitleColumns(
  contract: Contract,
  headings: readonly string[],
  fields: readonly (string | null)[],
  constants: Retitled['constants'],
): Retitled {
  const wanted = (sent: readonly string[]): boolean => {
    const { columns } = matchColumns(contract, sent);
    return contract.fields.every(({ name }, index) => {
      const place = fields.indexOf(name);
      return columns[index] === (place < 0 ? undefined : place);
    });
  };
  if (constants.length === 0 && wanted(headings)) return { columns: headings, constants };
  const label = (name: string): string => contract.fields.find((field) => field.name === name)?.labels.vi ?? name;
  const fieldOf = naturalFields(contract, headings);
  const known = new Set(expectedHeadings(contract).flat());
  const columns = headings.map((heading, column) => {
    const field = fields[column] ?? null;
    // Without a heading a column is known by its place.
    const taken = known.has(foldHeading(heading === '' ? `column ${column + 1}` : heading));
    if (field === null) return taken ? `${heading || column + 1} ${leftOut}` : heading;
    return fieldOf(column) === field ? heading : label(field);
  });
  const settled = wanted(columns) ? columns : columns.map((heading, column) => fields[column] ?? heading);
  return { columns: settled, constants: constants.map(({ heading, value }) => ({ heading: label(heading), value })) };
}

const leftOut = '(không dùng)';

/** Constants by the field that they are for. */
export function constantsOf(
  { constants }: Pick<FormMapping, 'constants'>,
  unit: string | undefined,
): Retitled['constants'] {
  return constants.flatMap(({ field, from, value }) => {
    const said = from === 'unit' ? unit : (value ?? undefined);
    return said === undefined ? [] : [{ heading: field, value: said }];
  });
}

function naturalFields(contract: Contract, headings: readonly string[]): (column: number) => string | undefined {
  const { columns } = matchColumns(contract, headings);
  const byColumn = new Map(columns.map((column, index) => [column, contract.fields[index]?.name]));
  return (column) => byColumn.get(column);
}
