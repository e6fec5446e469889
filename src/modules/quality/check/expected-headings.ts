import type { Contract } from '#modules/catalog/index.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';

/** By the contract's fields: the folded headings under which a column of it may arrive. Tells a heading from a title. */
export function expectedHeadings(contract: Contract): readonly (readonly string[])[] {
  return contract.fields.map(({ name, physicalName, labels, aliases }) => {
    const headings = [name, ...(physicalName === undefined ? [] : [physicalName]), labels.vi, labels.en, ...aliases];
    return [...new Set(headings.map(foldHeading))].filter((heading) => heading !== '');
  });
}
