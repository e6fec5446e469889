import { lettersByWestern, westernClass } from './western-bytes.ts';

/**
 * TCVN 5712:1993, VN1 with its subset VN2: TCVN3's letters, capitals with a tone in the place of control characters, and
 * five tones that combine with the letter before them.
 */
const letters: ReadonlyMap<string, string> = new Map([
  ...lettersByWestern(
    'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ·ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ',
  ),
  ...([
    ['\u0001', 'Ú'],
    ['\u0002', 'Ụ'],
    ['\u0004', 'Ừ'],
    ['\u0005', 'Ử'],
    ['\u0006', 'Ữ'],
    ['\u0011', 'Ứ'],
    ['\u0012', 'Ự'],
    ['\u0013', 'Ỳ'],
    ['\u0014', 'Ỷ'],
    ['\u0015', 'Ỹ'],
    ['\u0016', 'Ý'],
    ['\u0017', 'Ỵ'],
  ] as const),
]);

const coded = new RegExp(`[\u0001\u0002\u0004-\u0006\u0011-\u0017${westernClass}]`, 'g');

/** Decodes TCVN 5712, its bytes as the characters of a Western code page. */
export function decodeTcvn5712(text: string): string {
  return text.replace(coded, (character) => letters.get(character) ?? character).normalize('NFC');
}
