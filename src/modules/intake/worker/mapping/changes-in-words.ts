import type { FormChanges } from '#api/mappings.ts';
import type { Localized } from '#api/localized.ts';
import type { Contract } from '#modules/catalog/index.ts';

/** More than these are counted: a message is read by people. */
const mostNamed = 10;

/** What moved, is new, is gone, was renamed, in a sentence for each. */
export function changesInWords({
  moved,
  added,
  gone,
  renamed,
}: Omit<FormChanges, 'fingerprint' | 'version'>): Localized {
  const say = (
    words: readonly [vi: string, en: string],
    names: readonly { readonly vi: string; readonly en: string }[],
  ): readonly Localized[] => {
    if (names.length === 0) return [];
    const shown = names.slice(0, mostNamed);
    const more = names.length - shown.length;
    return [
      {
        vi: `${words[0]}: ${shown.map(({ vi }) => vi).join(', ')}${more > 0 ? ` và ${more} cột nữa` : ''}.`,
        en: `${words[1]}: ${shown.map(({ en }) => en).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
      },
    ];
  };
  const quoted = (names: readonly string[]) => names.map((name) => ({ vi: `«${name}»`, en: `“${name}”` }));
  const sentences = [
    ...say(
      ['Đổi tên', 'Renamed'],
      renamed.map(({ from, to }) => ({ vi: `«${from}» thành «${to}»`, en: `“${from}” to “${to}”` })),
    ),
    ...say(['Không còn', 'Gone'], quoted(gone)),
    ...say(['Cột mới', 'New'], quoted(added)),
    ...say(['Đổi chỗ', 'Moved'], quoted(moved)),
  ];
  if (sentences.length === 0) {
    return { vi: 'Chỉ khác ở cột không có tiêu đề.', en: 'Only columns without a heading differ.' };
  }
  return { vi: sentences.map(({ vi }) => vi).join(' '), en: sentences.map(({ en }) => en).join(' ') };
}

/** Values that no cell of the file holds. */
export function constantsInWords(
  contract: Contract,
  constants: readonly { readonly heading: string; readonly value: string }[],
): Localized {
  const label = (name: string, language: 'vi' | 'en') =>
    contract.fields.find((field) => field.name === name)?.labels[language] ?? name;
  const listed = (language: 'vi' | 'en') =>
    constants.map(({ heading, value }) => `${label(heading, language)} = ${value}`).join('; ');
  return {
    vi: `Mọi dòng nhận giá trị ghi trong cách ghép cột: ${listed('vi')}.`,
    en: `Every row has the value that the mapping gives: ${listed('en')}.`,
  };
}
