import type { ContractDraft, DraftField } from '#modules/catalog/offline.ts';

/** A narrower table is proved whole. */
const wide = 100;

/**
 * What of a draft its own file must prove. To check a column takes the engine some milliseconds however few the rows, so
 * of a wide table those columns are left out of which every row has agreed already: the profile asked them with the same readings.
 */
export function doubtfulPart(draft: ContractDraft): ContractDraft {
  if (draft.fields.length <= wide) return draft;
  const asked = draft.fields.filter((field) => draft.key.includes(field.name) || isDoubtful(field));
  return { ...draft, fields: asked.length === 0 ? draft.fields.slice(0, 1) : asked };
}

/** Elements bring rules of their own, which not every value may keep; limits are taken from all values, and need no proof. */
function isDoubtful({ agreement, elementRef, required, missing }: DraftField): boolean {
  if (elementRef !== undefined && agreement['elementRef'] !== 1) return true;
  if (missing.length > 0) return true;
  return Object.entries(agreement).some(
    ([what, share]) => what === 'damaged' || (share < 1 && (what !== 'required' || required)),
  );
}
