/**
 * Letters and what stands for them in a TCVN3 (ABC) font, as a Western code page shows those bytes. Capitals with a tone
 * have no code of their own; the font's small letter stands in for them.
 */
const pairs =
  'àµ ả¶ ã· á¸ ạ¹ ă¨ ằ» ẳ¼ ẵ½ ắ¾ ặÆ â© ầÇ ẩÈ ẫÉ ấÊ ậË đ® èÌ ẻÎ ẽÏ éÐ ẹÑ êª ềÒ ểÓ ễÔ ếÕ ệÖ ì× ỉØ ĩÜ íÝ ịÞ ' +
  'òß ỏá õâ óã ọä ô« ồå ổæ ỗç ốè ộé ơ¬ ờê ởë ỡì ớí ợî ùï ủñ ũò úó ụô ư\u00ad ừõ ửö ữ÷ ứø ựù ỳú ỷû ỹü ýý ỵþ ' +
  'Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§';
const codes: ReadonlyMap<string, string> = new Map(pairs.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]));

/** The text as somebody typed it who still works with TCVN3 fonts: `Nguyễn Văn An` becomes `NguyÔn V¨n An`. */
export function asTcvn3(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => codes.get(letter) ?? codes.get(letter.toLowerCase()) ?? letter)
    .join('');
}
