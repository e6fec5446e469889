import { westernByte, westernClass } from './western-bytes.ts';

/** A code page that programs show bytes by that were none of its own. */
export interface CodePage {
  /** What it makes of bytes beyond ASCII, one behind another. */
  readonly runs: RegExp;
  /** Where it may have shown letters of UTF-8: without, there is nothing to undo. */
  readonly signs: RegExp;
  readonly byteOf: (character: string) => number | undefined;
}

/** What Windows-1258 shows otherwise than Windows-1252 does. */
const vietnameseBytes: ReadonlyMap<string, number> = new Map([
  ['Ă', 0xc3],
  ['\u0300', 0xcc],
  ['Đ', 0xd0],
  ['\u0309', 0xd2],
  ['Ơ', 0xd5],
  ['Ư', 0xdd],
  ['\u0303', 0xde],
  ['ă', 0xe3],
  ['\u0301', 0xec],
  ['đ', 0xf0],
  ['\u0323', 0xf2],
  ['ơ', 0xf5],
  ['ư', 0xfd],
  ['₫', 0xfe],
]);

/** Those of Windows, for the West and for Vietnam, which have all the rest in common. */
export const windowsPage: Omit<CodePage, 'signs'> = {
  runs: new RegExp(`[${westernClass}${[...vietnameseBytes.keys()].join('')}]+`, 'gu'),
  byteOf: (character) => vietnameseBytes.get(character) ?? westernByte(character),
};

/** What DOS showed of the bytes beyond ASCII, in order: in America, and in Western Europe. */
export const dosUpperHalves = {
  ibm437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ibm850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
} as const;

/** First bytes of letters of Vietnam, of what combines with them, and of the signs that they are shown by. */
const firstBytes = [0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xcc, 0xe1, 0xe2];

/** The upper half of a code page, in order. */
function pageOf(upperHalf: string): CodePage {
  const shown = Array.from(upperHalf, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`);
  const bytes = new Map(Array.from(upperHalf, (character, index) => [character, 0x80 + index] as const));
  return {
    runs: new RegExp(`[${shown.join('')}]+`, 'gu'),
    signs: new RegExp(
      `[${firstBytes.map((byte) => shown[byte - 0x80]).join('')}][${shown.slice(0, 0x40).join('')}]`,
      'u',
    ),
    byteOf: (character) => bytes.get(character),
  };
}

/** Consoles of Windows show texts by those of DOS. */
export const americanConsole: CodePage = pageOf(dosUpperHalves.ibm437);
export const westernConsole: CodePage = pageOf(dosUpperHalves.ibm850);

export const macintoshPage: CodePage = pageOf(
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
);
