import type { FormField } from '#api/form-rules.ts';
import { spellDate } from './spell-date.ts';
import { spellMoment, spellTime } from './spell-time.ts';
import { spellNumber } from './spell-number.ts';

export type ReadCell =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' }
  /** In the one spelling that values are stored in: `1234.5`, `true`, `2026-05-07`, `2026-05-07 13:05:00`, `13:05:00`. */
  | { readonly kind: 'read'; readonly spelled: string };

/** What a typed cell says, read as the server reads cells. */
export function readCell(field: FormField, cell: string | null): ReadCell {
  const text = (cell ?? '').normalize('NFC').trim();
  if (text === '' || field.missing.includes(text)) return { kind: 'missing' };
  const spelled = spell(field, text);
  return spelled === null ? { kind: 'unreadable' } : { kind: 'read', spelled };
}

const yes = /^(?:true|1|1\.0|có|co|x|v|đúng|đ|yes|y|t|[✓✔√☑])$/;
const no = /^(?:false|0|0\.0|không|khong|ko|k|sai|s|no|n|f|☐)$/;

function spell({ type, large, thousands, amountUnit, birth }: FormField, text: string): string | null {
  switch (type) {
    case 'string':
      return text;
    case 'integer':
      return spellWhole(spellNumber(text, thousands, amountUnit), large);
    case 'number':
      return spellNumber(text, thousands, amountUnit);
    case 'boolean': {
      const word = text.toLowerCase().replace(/^[([] *(.*?) *[)\]]$|^(.+)\.$/, '$1$2');
      if (yes.test(word)) return 'true';
      return no.test(word) ? 'false' : null;
    }
    case 'date':
      return spellDate(text, birth);
    case 'timestamp':
      return spellMoment(text);
    case 'time':
      return spellTime(text);
  }
}

function spellWhole(number: string | null, large: boolean): string | null {
  const whole = /^(-?\d+)(?:\.0+)?$/.exec(number ?? '')?.[1];
  return whole === undefined || (!large && !Number.isSafeInteger(Number(whole))) ? null : whole;
}
