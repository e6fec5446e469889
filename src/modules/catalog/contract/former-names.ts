import type { Field } from './contract.ts';
import { textList, type CustomKind } from './custom-kinds.ts';
import { isFieldName } from './field-names.ts';
import type { Path, Report } from './problem.ts';

export const fieldNameList: CustomKind<readonly string[]> = {
  expected: { vi: 'danh sách tên trường, ví dụ [ma_cu]', en: "a list of fields' names, for example [old_code]" },
  parse: (value) => {
    const names = textList.parse(value);
    return names?.every(isFieldName) === true ? [...new Set(names)] : undefined;
  },
};

/** A former name leads to one field: it is no field's name today, and no other field's former one. */
export function reportFormerNames(fields: readonly Field[], paths: readonly Path[], report: Report): void {
  const taken = new Set(fields.map(({ name }) => name));
  for (const [place, { name, formerNames }] of fields.entries()) {
    for (const former of formerNames ?? []) {
      if (taken.has(former)) report('former-name-taken', paths[place] ?? [], { field: name, former });
      taken.add(former);
    }
  }
}
