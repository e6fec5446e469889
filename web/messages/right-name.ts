import { permissions } from '#api/permissions.ts';
import type { Language } from '#api/localized.ts';

/** A right by its name for people; one that the table does not know goes by its key. */
export function rightName(right: string, language: Language): string {
  const known: Readonly<Record<string, Readonly<Record<Language, string>>>> = permissions;
  return known[right]?.[language] ?? right;
}
