import type { Contract, Field } from '#modules/catalog/index.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';

/** The headings under which a field's column may arrive, the likeliest first. */
export function headingsOf({ name, physicalName, labels, aliases }: Field): readonly string[] {
  return [name, ...(physicalName === undefined ? [] : [physicalName]), labels.vi, labels.en, ...aliases];
}

/** By the contract's fields: their headings folded. Tells a heading from a title while a file is read. */
export function expectedHeadings(contract: Contract): readonly (readonly string[])[] {
  return contract.fields.map((field) =>
    [...new Set(headingsOf(field).map(foldHeading))].filter((heading) => heading !== ''),
  );
}
