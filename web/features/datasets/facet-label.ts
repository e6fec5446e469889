import type { FacetValue } from '#api/web-services.ts';
import type { Messages } from '../../messages/messages.ts';

export type FacetName = 'theme' | 'agency' | 'access';

/** Themes and access classes are named by the pages, agencies by the directory. */
export function facetLabel(name: FacetName, facet: FacetValue, messages: Messages): string {
  const own: Readonly<Record<string, string>> = { theme: messages.themes, agency: {}, access: messages.access }[name];
  return own[facet.value] ?? facet.label;
}
