import type { Language } from '#api/localized.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { matchColumns } from '../check/match-columns.ts';

/** What a heading may be long; spreadsheet programs find longer ones hard to show. */
const longestHeading = 255;

/**
 * A heading for each field: its label, where a file with it is read back into that field and no other, else its name,
 * which always is.
 */
export async function templateHeadings(
  { fields, ...contract }: Contract,
  language: Language,
): Promise<readonly string[]> {
  const unchanged = await Promise.all(fields.map(({ labels }) => staysAsItIs(labels[language])));
  let headings = fields.map(({ labels, name }, index) => (unchanged[index] === true ? labels[language] : name));
  // Each round gives up a label at least, unless all headings are right.
  for (let round = 0; round <= fields.length; round += 1) {
    const { columns } = matchColumns({ ...contract, fields }, headings);
    if (columns.every((column, index) => column === index)) break;
    headings = headings.map((heading, index) => (columns[index] === index ? heading : (fields[index]?.name ?? '')));
  }
  return headings;
}

/** Nothing of it is changed on its way through a cell and a reader. */
async function staysAsItIs(label: string): Promise<boolean> {
  return (
    label.length <= longestHeading &&
    foldHeading(label) !== '' &&
    !/[\p{Cc}\p{Cs}\p{Co}\u2028\u2029]/u.test(label) &&
    normalizeCellText(label) === label &&
    (/^[\x20-\x7e]*$/.test(label) || !(await isOld(label)))
  );
}

/** Decoders are loaded by what there may be something to decode in. */
async function isOld(label: string): Promise<boolean> {
  const { mendLegacyCell } = await import('#platform/text/mend-legacy-cell.ts');
  return mendLegacyCell(label) !== undefined;
}
