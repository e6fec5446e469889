import { lettersByWestern, westernClass } from './western-bytes.ts';

/** RFC 1456; six capitals lie among the control characters. */
const letters: ReadonlyMap<string, string> = new Map([
  ...lettersByWestern(
    'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ',
  ),
  ...([
    ['\u0002', 'Ẳ'],
    ['\u0005', 'Ẵ'],
    ['\u0006', 'Ẫ'],
    ['\u0014', 'Ỷ'],
    ['\u0019', 'Ỹ'],
    ['\u001e', 'Ỵ'],
  ] as const),
]);

const coded = new RegExp(`[\u0002\u0005\u0006\u0014\u0019\u001e${westernClass}]`, 'g');

/** Decodes VISCII, its bytes as the characters of a Western code page. */
export function decodeViscii(text: string): string {
  return text.replace(coded, (character) => letters.get(character) ?? character);
}
