import type { Localized } from '#api/localized.ts';
import type { Grid } from './contract.ts';
import { canonicalAgencyCode } from '#modules/directory/index.ts';

/** What a custom property's value may be. */
export interface CustomKind<T> {
  readonly expected: Localized;
  /** Undefined: not one of these. */
  readonly parse: (value: unknown) => T | undefined;
}

export const nonEmptyText: CustomKind<string> = {
  expected: { vi: 'chữ, không để trống', en: 'text, not empty' },
  parse: (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined),
};

export const yesOrNo: CustomKind<boolean> = {
  expected: { vi: 'true hoặc false', en: 'true or false' },
  parse: (value) => (typeof value === 'boolean' ? value : undefined),
};

export const share: CustomKind<number> = {
  expected: { vi: 'số từ 0 đến 1, ví dụ 0.8', en: 'a number from 0 to 1, for example 0.8' },
  parse: (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined),
};

/** In the form of today, whichever it was written in. */
export const agencyCode: CustomKind<string> = {
  expected: { vi: 'mã định danh cơ quan, ví dụ H15.05', en: "an agency's code, for example H15.05" },
  parse: (value) =>
    typeof value === 'string' && /^[A-Z0-9]+(?:\.[A-Z0-9]+)*$/.test(value) ? canonicalAgencyCode(value) : undefined,
};

export const identifier: CustomKind<string> = {
  expected: {
    vi: 'mã gồm a–z, 0–9, dấu chấm, gạch ngang, gạch dưới',
    en: 'an identifier of a–z, 0–9, dots, hyphens and underscores',
  },
  parse: (value) => (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]*$/.test(value) ? value : undefined),
};

export function oneOf<T extends string>(values: readonly T[]): CustomKind<T> {
  return {
    expected: { vi: `một trong: ${values.join(', ')}`, en: `one of: ${values.join(', ')}` },
    parse: (value) => values.find((allowed) => allowed === value),
  };
}

/** A YAML list; a single text is a list of one. */
export const textList: CustomKind<readonly string[]> = {
  expected: { vi: 'danh sách chữ', en: 'a list of texts' },
  parse: (value) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = items.map(nonEmptyText.parse).filter((text) => text !== undefined);
    return texts.length === items.length ? texts : undefined;
  },
};

/** `{vi, en}`; where only one is given, and for a bare text, it serves for both. */
export const localizedText: CustomKind<Localized> = {
  expected: {
    vi: 'nhóm «vi» và «en», hoặc một chữ dùng cho cả hai',
    en: 'an object of "vi" and "en", or one text for both',
  },
  parse: (value) => {
    const bare = nonEmptyText.parse(value);
    if (bare !== undefined) return { vi: bare, en: bare };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const languages = Object.entries(value);
    if (languages.some(([language, text]) => !['vi', 'en'].includes(language) || typeof text !== 'string'))
      return undefined;
    const { vi, en } = Object.fromEntries(languages.map(([language, text]) => [language, nonEmptyText.parse(text)]));
    const either = vi ?? en;
    return either === undefined ? undefined : { vi: vi ?? either, en: en ?? either };
  },
};

/** Meridians of zones stand a quarter of a degree apart. */
export const grid: CustomKind<Grid> = {
  expected: {
    vi: 'kinh tuyến trục và múi chiếu, ví dụ { meridian: 108.5, zone: 3 }; kinh tuyến trục từ 102 đến 112, múi 3 hoặc 6 độ',
    en: 'the central meridian and the width of the zone, e.g. { meridian: 108.5, zone: 3 }; meridians from 102 to 112, zones of 3 or 6 degrees',
  },
  parse: (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { meridian, zone = 3, ...others } = value as Readonly<Record<string, unknown>>;
    const degrees = typeof meridian === 'string' ? meridianOf(meridian) : meridian;
    if (typeof degrees !== 'number' || Object.keys(others).length > 0 || (zone !== 3 && zone !== 6)) return undefined;
    return degrees >= 102 && degrees <= 112 && Number.isInteger(degrees * 4) ? { meridian: degrees, zone } : undefined;
  },
};

/** `108°30'`, `108-30`, `108.5` */
function meridianOf(text: string): number | undefined {
  const [, degrees, minutes] = /^(\d{3})(?:[°-] ?(\d{1,2})['′]?)?$/.exec(text.trim()) ?? [];
  if (degrees === undefined) return Number(text.trim());
  return Number(degrees) + Number(minutes ?? 0) / 60;
}

/** A list of texts; a `{vi, en}` among them counts as two. */
export const aliasList: CustomKind<readonly string[]> = {
  expected: textList.expected,
  parse: (value) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = items.map(localizedText.parse);
    if (texts.includes(undefined)) return undefined;
    return [...new Set(texts.flatMap((text) => (text === undefined ? [] : [text.vi, text.en])))];
  },
};
