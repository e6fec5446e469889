import type { AdministrativeUnit, Directory } from '#modules/directory/index.ts';
import { encodeDelimitedText } from './delimited-text.ts';
import type { DemonstrationFile } from './demonstration-file.ts';

/** The day on which the province got its present communes. */
export const reformDay = '2025-07-01';
const lastDayBefore = '2025-06-30';
const resolution = '1660/NQ-UBTVQH15';
const formerProvinces: Readonly<Record<string, string>> = { '54': 'Phú Yên', '66': 'Đắk Lắk' };

/** The 102 communes and wards, as the directory has them. Real content. */
export function makeCommuneTable(directory: Directory): DemonstrationFile {
  const { successions } = directory.tables.ownCommunes();
  const predecessors = Map.groupBy(successions, (succession) => succession.to);
  const rows = listOwnCommunes(directory).map((unit) => {
    const from = (predecessors.get(unit.code) ?? []).map(({ from: code }) => getUnit(directory, code, lastDayBefore));
    const { kind, name } = splitName(unit.name.vi);
    return [
      unit.code,
      kind,
      name,
      unit.name.vi,
      '66',
      'Đắk Lắk',
      formerProvinces[from[0]?.parent ?? ''] ?? '',
      String(from.length),
      describeChange(unit, from),
      reformDay,
      resolution,
    ];
  });
  return table('don-vi-hanh-chinh-cap-xa.csv', [
    [
      'Mã xã',
      'Loại',
      'Tên',
      'Tên đầy đủ',
      'Mã tỉnh',
      'Tên tỉnh',
      'Tỉnh trước sắp xếp',
      'Số đơn vị cũ',
      'Biến động',
      'Ngày hiệu lực',
      'Căn cứ pháp lý',
    ],
    ...rows,
  ]);
}

/** What became of each of the 286 communes before the reform: one row for every former and present unit that share land. */
export function makeCommuneSuccessionTable(directory: Directory): DemonstrationFile {
  const rows = directory.tables.ownCommunes().successions.map((succession) => {
    const former = getUnit(directory, succession.from, lastDayBefore);
    return [
      former.code,
      former.name.vi,
      former.parent ?? '',
      formerProvinces[former.parent ?? ''] ?? '',
      succession.to,
      getUnit(directory, succession.to, reformDay).name.vi,
      succession.coverage === 'full' ? 'Toàn bộ' : 'Một phần',
      succession.on,
      succession.basis ?? resolution,
    ];
  });
  return table('chuyen-doi-ma-xa.csv', [
    [
      'Mã xã cũ',
      'Tên xã cũ',
      'Mã tỉnh cũ',
      'Tên tỉnh cũ',
      'Mã xã mới',
      'Tên xã mới',
      'Phạm vi',
      'Ngày hiệu lực',
      'Căn cứ pháp lý',
    ],
    ...rows,
  ]);
}

export function listOwnCommunes(directory: Directory): readonly AdministrativeUnit[] {
  return directory.listCommunes({ day: reformDay });
}

function getUnit(directory: Directory, code: string, day: string): AdministrativeUnit {
  const unit = directory.findUnit(code, day);
  if (unit === undefined) throw new Error(`the directory has no unit ${code} on ${day}`);
  return unit;
}

/** «Phường Ea Kao» into its kind and the name itself. */
function splitName(fullName: string): { readonly kind: string; readonly name: string } {
  const gap = fullName.indexOf(' ');
  return { kind: fullName.slice(0, gap), name: fullName.slice(gap + 1) };
}

function describeChange(unit: AdministrativeUnit, from: readonly AdministrativeUnit[]): string {
  const [only, ...others] = from;
  if (only === undefined || others.length > 0) return 'Sắp xếp lại';
  return only.name.vi.toLowerCase() === unit.name.vi.toLowerCase() ? 'Giữ nguyên' : 'Đổi tên';
}

function table(name: string, rows: readonly (readonly string[])[]): DemonstrationFile {
  const bytes = encodeDelimitedText(rows, { delimiter: ',', encoding: 'utf-8-bom', newline: '\r\n' });
  return { name, bytes, faults: [] };
}
