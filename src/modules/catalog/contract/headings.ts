import type { Field } from './contract.ts';
import type { Reporting } from './custom-properties.ts';
import { foldText } from './fold-text.ts';
import type { Path } from './problem.ts';

/**
 * A heading must tell its field: none may belong to two. Two that differ by case or accents alone can still be told where
 * they arrive as they are written here, which is worth a warning. `paths` are the fields' own.
 */
export function reportHeadings(fields: readonly Field[], paths: readonly Path[], { report, warn }: Reporting): void {
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  fields.forEach((field, index) => {
    // Repeated names have a problem of their own.
    const clashes = (owner: string | undefined): owner is string => owner !== undefined && owner !== field.name;
    for (const heading of headingsOf(field)) {
      const facts = (other: string) => ({ field: field.name, other, heading });
      const [exactOwner, foldedOwner] = [exact.get(asWritten(heading)), folded.get(foldText(heading))];
      const path = paths[index] ?? [];
      if (clashes(exactOwner)) report('heading-clash', path, facts(exactOwner));
      else if (clashes(foldedOwner)) warn('heading-close', path, facts(foldedOwner));
    }
    for (const heading of headingsOf(field)) {
      exact.set(asWritten(heading), field.name);
      folded.set(foldText(heading), field.name);
    }
  });
}

function asWritten(heading: string): string {
  return heading.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function headingsOf(field: Field): readonly string[] {
  const headings = [field.name, field.physicalName, field.labels.vi, field.labels.en, ...field.aliases];
  const byForm = new Map(
    headings.filter((heading) => heading !== undefined).map((heading) => [asWritten(heading), heading]),
  );
  return [...byForm.values()];
}
