/**
 * VNI for Windows, the coding of the `VNI-…` fonts: a plain letter and behind it a second one for hat and tone, shown
 * here as the characters that a Western code page makes of them. Capitals have a second letter of their own; converters
 * mix them up, so that the case is that of the first.
 */
const marks: readonly (readonly [letter: string, marks: string, results: string])[] = [
  ['a', 'ùøûõïêéèúüëâáàåãä', 'áàảãạăắằẳẵặâấầẩẫậ'],
  ['e', 'ùøûõïâáàåãä', 'éèẻẽẹêếềểễệ'],
  ['o', 'ùøûõïâáàåãä', 'óòỏõọôốồổỗộ'],
  ['u', 'ùøûõï', 'úùủũụ'],
  ['y', 'ùøûõ', 'ýỳỷỹ'],
  ['ô', 'ùøûõï', 'ớờởỡợ'],
  ['ö', 'ùøûõï', 'ứừửữự'],
];
/** Letters of one byte. */
const single: readonly (readonly [string, string])[] = [
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['í', 'í'],
  ['ì', 'ì'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
  ['ñ', 'đ'],
];

const letters: ReadonlyMap<string, string> = new Map(
  [
    ...single,
    ...marks.flatMap(([letter, signs, results]) =>
      [...signs].map((sign, index) => [letter + sign, results.charAt(index)] as const),
    ),
  ].flatMap(([code, letter]) => {
    const capital = code.charAt(0).toUpperCase();
    const cases: [string, string][] = [[code, letter]];
    for (const mark of new Set([code.slice(1), code.slice(1).toUpperCase()])) {
      cases.push([code.charAt(0) + mark, letter], [capital + mark, letter.toUpperCase()]);
    }
    return cases;
  }),
);

const coded = /[aeouyôöAEOUYÔÖ][ùøûõïêéèúüëâáàåãäÙØÛÕÏÊÉÈÚÜËÂÁÀÅÃÄ]|[\u00c0-\u00ff]/g;

/** Decodes VNI. What has no meaning in it stays as it is, or becomes `stray`. */
export function decodeVni(text: string, stray?: string): string {
  return text.replace(
    coded,
    (code) =>
      letters.get(code) ??
      decodeLetter(code.charAt(0), stray) + (code.length > 1 ? decodeLetter(code.charAt(1), stray) : ''),
  );
}

function decodeLetter(character: string, stray: string | undefined): string {
  return letters.get(character) ?? (character < '\u00c0' ? character : (stray ?? character));
}
