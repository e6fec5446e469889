import { isFieldName, isReservedName, suggestFieldName } from '../contract/field-names.ts';

const longest = 60;

/**
 * A field name for every heading, in order, no two alike: `Mã xã` becomes `ma_xa`. A heading that is a good name already
 * keeps it, so that no other field is found under it. `''` is a column without a heading.
 */
export function nameFields(headings: readonly string[]): readonly string[] {
  const kept = new Set(headings.filter(isUsable));
  const taken = new Set<string>();
  return headings.map((heading, index) => {
    const own = kept.has(heading) && !taken.has(heading);
    const name = own ? heading : freeName(suggestName(heading, index), (used) => taken.has(used) || kept.has(used));
    taken.add(name);
    return name;
  });
}

function isUsable(heading: string): boolean {
  return heading.length <= longest && isFieldName(heading) && !isReservedName(heading);
}

function suggestName(heading: string, index: number): string {
  if (heading === '') return `cot_${index + 1}`;
  // `2015`, `2015-2016`.
  const years = /^((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d))?$/.exec(heading)?.slice(1);
  if (years !== undefined) return ['nam', ...years.filter((year) => year !== undefined)].join('_');
  const name = suggestFieldName(heading);
  if (isReservedName(name)) return `truong_${name}`;
  if (name.length <= longest) return name;
  // Headings of several rows can be sentences; a name is cut between two words.
  return name.slice(0, longest).replace(/_[^_]*$/, '');
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let number = 2; ; number++) {
    const numbered = `${name}_${number}`;
    if (!isTaken(numbered)) return numbered;
  }
}
