import type { FormLook } from '#api/mappings.ts';

/** The page of a load's form: one of its tables, crosstabs told as they are now unless it is said otherwise. */
export function formAddress(
  load: string,
  look: Pick<FormLook, 'crosstab' | 'longForm'>,
  of: { readonly table: number; readonly version?: number; readonly longForm?: boolean },
): string {
  const query = new URLSearchParams({ table: String(of.table) });
  if (of.version !== undefined) query.set('version', String(of.version));
  const longForm = of.longForm ?? (look.crosstab ? look.longForm : undefined);
  if (longForm !== undefined) query.set('longForm', String(longForm));
  return `/console/loads/${load}/mapping?${query}`;
}
