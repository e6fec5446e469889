import { viqrHat } from '#platform/text/viqr.ts';

/** What can be the view of an old text's bytes, or of UTF-8 that was read wrong. */
const suspicious = /[\u0080-\u00ff]/;
const longText = 8192;
const beyondAscii = /[^\u0000-\u007f]/g;
/** Signs and letters of Western code pages that neither Vietnamese nor a language of the highlands has. */
const stranger = /[\u0080-\u00bfÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ÷]/g;

/** Whether a text in Unicode is worth the look at what else it may be. */
export function mayBeOld(text: string): boolean {
  return suspicious.test(text) && !isPlainlyVietnamese(text);
}

/** In a long text the look is spared where hardly a letter is of those that every old coding is full of. */
function isPlainlyVietnamese(text: string): boolean {
  if (text.length < longText) return false;
  const accented = text.match(beyondAscii)?.length ?? 0;
  return (text.match(stranger)?.length ?? 0) < accented / 100;
}

/** Whether a text may have letters beyond ASCII spelled in ASCII: references of HTML, or the hats of VIQR. */
export function maySpell(text: string): boolean {
  return /&#?\w{2,7};/.test(text) || viqrHat.test(text);
}
