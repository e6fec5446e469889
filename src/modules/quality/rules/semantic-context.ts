import type { Contract } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { formerUnits } from '../semantic/address/former-units.ts';
import type { SemanticContext } from '../semantic/semantic-type.ts';

/** What semantic types want to know beside the value; lists are read only where a field asks for them. */
export function semanticContext(
  { fields }: Contract,
  { receivedOn, codeLists }: { readonly receivedOn: string; readonly codeLists: CodeLists },
): SemanticContext {
  const has = (name: string) => fields.some(({ semanticType }) => semanticType === name);
  const communes = has('parcel') ? (codeLists('commune')?.codes.map(({ code }) => code) ?? []) : [];
  return {
    receivedOn,
    communes: [...new Set(communes)].filter((code) => /^\d+$/.test(code)),
    ...(has('address') ? { former: formerUnits(codeLists) } : {}),
  };
}
