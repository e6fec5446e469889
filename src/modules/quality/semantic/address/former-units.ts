import type { CodeLists } from '#modules/dictionary/index.ts';
import { foldAccents } from '#platform/text/vietnamese-letters.ts';
import type { FormerUnits } from '../semantic-type.ts';

/** What tells that an address is written in communes of before; for a search in folded text. */
export function formerUnits(codeLists: CodeLists): FormerUnits {
  const list = codeLists('commune');
  const codes = list?.codes ?? [];
  const today = new Set(codes.flatMap(({ validTo, name }) => (validTo === null ? [foldName(name.vi)] : [])));
  const former = codes.filter(({ validTo }) => validTo !== null);
  const districts = new Map((codeLists('district')?.codes ?? []).map(({ code, name }) => [code, withoutKind(name.vi)]));
  const parted = former.filter(({ code }) => (list?.successions ?? []).filter(({ from }) => from === code).length > 1);
  return {
    names: [...new Set(former.map(({ name }) => foldName(name.vi)))].filter((name) => !today.has(name)).toSorted(),
    parted: parted.map((one) => ({
      name: foldName(one.name.vi),
      unless: former
        .filter(({ code, name }) => code !== one.code && foldName(name.vi) === foldName(one.name.vi))
        .flatMap(({ district }) => districts.get(district ?? '') ?? []),
    })),
  };
}

function withoutKind(name: string): string {
  return foldName(name).replace(/^(?:huyen|thi xa|thanh pho) /, '');
}

function foldName(name: string): string {
  return foldAccents(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
