import { damageOf, wrongShape } from './damage.ts';
import { matches, plainWhere, type SemanticContext, type SemanticType } from './semantic-type.ts';

const shape = '\\d{5}_\\d+_\\d+';
/** Other signs between its three numbers. */
const apart = '(\\d{5})[-./ ]+(\\d+)[-./ ]+(\\d+)';

/** Thửa đất: code of the commune, sheet, parcel. Sheets are older than the reform, so a commune of any time will do. */
export const parcel: SemanticType = {
  ...plainWhere((context) => `${communeOf(context)}_\\d+_\\d+`),
  problems: [
    {
      code: 'not-normal-code',
      severity: 'error',
      when: (value) => matches(value, apart),
      suggest: (value) => value.replace(/[-./ ]+/g, '_'),
    },
    ...damageOf(shape).filter(({ code }) => code === 'apostrophe' || code === 'inner-sign'),
    wrongShape(shape),
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
