import type { Localized } from '#api/localized.ts';
import { explainCode, type CodeList } from '#modules/dictionary/index.ts';
import { suggestCode } from './suggest-code.ts';

export interface CodeListExplanation {
  readonly expected: Localized;
  readonly detail: Localized;
  readonly suggestion: string | undefined;
}

/** Why a code is not one on that day, and what became of it. */
export function explainCodeListFinding(list: CodeList, value: string, day: string): CodeListExplanation {
  const on = dayMonthYear(day);
  return {
    expected: {
      vi: `mã trong danh mục «${list.title.vi}» có hiệu lực ngày ${on}`,
      en: `a code of the list “${list.title.en}” that is valid on ${day}`,
    },
    detail: fateOf(list, value, day),
    suggestion: suggestCode(list, value, day),
  };
}

function fateOf(list: CodeList, value: string, day: string): Localized {
  const explanation = explainCode(list, value, day);
  if (explanation.kind === 'not-yet') {
    const { validFrom, name } = explanation.begins;
    const from = validFrom ?? '';
    return {
      vi: `Mã của ${name.vi} chỉ có hiệu lực từ ngày ${dayMonthYear(from)}.`,
      en: `The code of ${name.en ?? name.vi} is valid from ${from} on only.`,
    };
  }
  if (explanation.kind !== 'ended') return { vi: '', en: '' };
  const { ended, successors } = explanation;
  const to = ended.validTo ?? '';
  const gone = {
    vi: `${ended.name.vi} hết hiệu lực từ sau ngày ${dayMonthYear(to)}.`,
    en: `${ended.name.en ?? ended.name.vi} was valid until ${to}.`,
  };
  if (successors.length === 0) return gone;
  const named = successors.map((successor) => ({ ...successor, name: nameOf(list, successor.to, successor.on) }));
  if (named.length === 1 && named[0]?.coverage === 'full') {
    const [only] = named;
    return {
      vi: `${gone.vi} Nay là ${only?.name.vi} (${only?.to}).`,
      en: `${gone.en} It is now ${only?.name.en} (${only?.to}).`,
    };
  }
  return {
    vi: `${gone.vi} Đã chia cho ${named.map(({ name, to: code }) => `${name.vi} (${code})`).join(' và ')}; chọn theo thôn, buôn hoặc địa chỉ.`,
    en: `${gone.en} It was split between ${named.map(({ name, to: code }) => `${name.en} (${code})`).join(' and ')}; choose by hamlet or address.`,
  };
}

/** As it is called on the day: a code may have been used before, for a place of another name. */
function nameOf(list: CodeList, code: string, day: string): Localized {
  const explanation = explainCode(list, code, day);
  const name = explanation.kind === 'valid' ? explanation.code.name : undefined;
  return { vi: name?.vi ?? code, en: name?.en ?? name?.vi ?? code };
}

function dayMonthYear(day: string): string {
  return day.split('-').toReversed().join('/');
}
