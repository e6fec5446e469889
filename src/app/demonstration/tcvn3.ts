import { tcvn3Letter } from '#platform/text/tcvn3.ts';

/** Capitals with a tone have no code of their own; the small letter's stands in for them. */
const characters: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 0x100 - 0xa0 }, (_, index) => String.fromCharCode(0xa0 + index)).flatMap((character) => {
    const letter = tcvn3Letter(character);
    return letter === undefined ? [] : [[letter, character] as const];
  }),
);

/** The text as somebody typed it who still works with TCVN3 fonts: `Nguyễn Văn An` becomes `NguyÔn V¨n An`. */
export function asTcvn3(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => characters.get(letter) ?? characters.get(letter.toLowerCase()) ?? letter)
    .join('');
}
