import type { Localized } from '#api/localized.ts';

const communeKinds: readonly (readonly [vi: string, en: string])[] = [
  ['Phường', 'Ward'],
  ['Xã', 'Commune'],
  ['Thị trấn', 'Township'],
  ['Đặc khu', 'Special Zone'],
];

const districtKinds: readonly (readonly [vi: string, en: string])[] = [
  ['Huyện', 'District'],
  ['Thị xã', 'Town'],
  ['Thành phố', 'City'],
];

/**
 * Both names of a commune from the Vietnamese one: `Phường Ea Kao` → `Ea Kao Ward`, `Phường 9` → `Ward 9`. English drops
 * the accents, as the government's own English texts do.
 */
export function nameCommune(text: string): Localized {
  return nameUnit(text, communeKinds);
}

/** The same of a district: `Thị xã Buôn Hồ` → `Buon Ho Town`. */
export function nameDistrict(text: string): Localized {
  return nameUnit(text, districtKinds);
}

function nameUnit(text: string, kinds: readonly (readonly [vi: string, en: string])[]): Localized {
  const vi = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  for (const [kind, english] of kinds) {
    if (vi.slice(0, kind.length + 1).toLowerCase() !== `${kind.toLowerCase()} `) continue;
    const own = vi.slice(kind.length + 1);
    const ownEnglish = withoutAccents(own);
    return { vi: `${kind} ${own}`, en: /^\d+$/.test(own) ? `${english} ${own}` : `${ownEnglish} ${english}` };
  }
  return { vi, en: withoutAccents(vi) };
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}
