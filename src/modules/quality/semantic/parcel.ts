import { damageOf, wrongShape } from './damage.ts';
import { isWhole, mendCode } from './mend-code.ts';
import { matches, plainWhere, type SemanticContext, type SemanticType } from './semantic-type.ts';

const shape = '\\d{5}_\\d+_\\d+';
/** Other signs between its three numbers. */
const apart = '(\\d{5})[-./ ]+(\\d+)[-./ ]+(\\d+)';

const mend = mendCode(isWhole(shape), (text) => [parcelOf(text)]);

/** Three numbers with any signs between them, or with words that say which is which. */
function parcelOf(text: string): string {
  const [, sheet] = /tờ(?: bản đồ)?(?: số)?[:\s]*(\d+)/iu.exec(text) ?? [];
  const [, number] = /thửa(?: đất)?(?: số)?[:\s]*(\d+)/iu.exec(text) ?? [];
  const [commune] = /(?<!\d)\d{5}(?!\d)/.exec(text) ?? [];
  if (sheet !== undefined && number !== undefined) return `${commune}_${sheet}_${number}`;
  return text.replace(/^(\d{5})[^\p{L}\d]+(\d+)[^\p{L}\d]+(\d+)$/u, '$1_$2_$3');
}

/** Thửa đất: code of the commune, sheet, parcel. Sheets are older than the reform, so a commune of any time will do. */
export const parcel: SemanticType = {
  ...plainWhere((context) => `${communeOf(context)}_\\d+_\\d+`),
  problems: [
    {
      code: 'not-normal-code',
      severity: 'error',
      when: (value) => matches(value, apart),
      suggest: mend,
    },
    ...damageOf(shape, mend).filter(({ code }) => code === 'apostrophe' || code === 'inner-sign'),
    wrongShape(shape, mend),
    {
      code: 'unknown-commune',
      severity: 'warn',
      when: (value, context) => `not ${matches(value, `${communeOf(context)}_.*`)}`,
    },
  ],
  expected: { vi: 'mã xã_số tờ_số thửa, ví dụ 24133_12_345', en: 'commune code_sheet_parcel, e.g. 24133_12_345' },
};

function communeOf({ communes }: SemanticContext): string {
  return communes.length === 0 ? '\\d{5}' : `(?:${communes.join('|')})`;
}
