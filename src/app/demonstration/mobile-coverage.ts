import type { AdministrativeUnit } from '#modules/directory/index.ts';
import { encodeDelimitedText } from './delimited-text.ts';
import type { DemonstrationFile, Fault } from './demonstration-file.ts';
import { createRandom } from './random.ts';

const headings = [
  'Mã xã',
  'Tên xã',
  'Kỳ',
  'Số thôn, buôn',
  'Số thôn có sóng 4G',
  'Số thôn có sóng 5G',
  'Số thôn lõm sóng',
  'Số trạm BTS',
  'Tỷ lệ dân số có sóng 4G (%)',
  'Vĩ độ',
  'Kinh độ',
  'Ngày khảo sát',
];

export interface CoverageFileOptions {
  readonly name: string;
  /** `YYYYQ` */
  readonly period: string;
  readonly surveyed: string;
  /** Quarters since the first survey: coverage grows with them. */
  readonly quarter: number;
  /** Whether a few communes sent figures that do not add up. */
  readonly hasFaults: boolean;
}

/** One row a commune, percentages with a decimal comma. The points are assumed ones, and neither communes' centres nor stations. */
export function makeCoverageFile(
  communes: readonly AdministrativeUnit[],
  options: CoverageFileOptions,
): DemonstrationFile {
  const faults: Fault[] = [];
  const rows = communes.map((commune, index) => {
    const random = createRandom(`coverage of ${commune.code}`);
    const point = assumePoint(commune, random);
    const hamlets = random.between(6, 32);
    const gapsAtFirst = random.chance(0.35) ? random.between(1, 4) : 0;
    const gaps = Math.max(0, gapsAtFirst - options.quarter * random.between(0, 2));
    const with4g = hamlets - gaps;
    const with5g = Math.min(with4g, Math.floor(with4g * random.fraction() * 0.3) + options.quarter);
    const share = gaps === 0 ? 100 : Math.round(1000 * (1 - (gaps / hamlets) * 0.6)) / 10;
    const row = [
      commune.code,
      commune.name.vi,
      options.period,
      String(hamlets),
      String(with4g),
      String(with5g),
      String(gaps),
      String(random.between(4, 30) + options.quarter),
      String(share).replace('.', ','),
      point.latitude,
      point.longitude,
      options.surveyed,
    ];
    if (options.hasFaults && index % 34 === 17) {
      row[4] = String(hamlets + 2);
      faults.push({ line: index + 2, kind: 'contradiction', field: 'so_thon_4g' });
    }
    if (options.hasFaults && index === 60) {
      row[7] = '';
      faults.push({ line: index + 2, kind: 'missing', field: 'so_tram' });
    }
    return row;
  });
  const bytes = encodeDelimitedText([headings, ...rows], { delimiter: ';', encoding: 'utf-8-bom', newline: '\r\n' });
  return { name: options.name, bytes, faults };
}

/** Inside the province's bounds: the former Phú Yên by the sea, the former Đắk Lắk on the plateau. */
function assumePoint(
  commune: AdministrativeUnit,
  random: ReturnType<typeof createRandom>,
): { readonly latitude: string; readonly longitude: string } {
  const isCoastal = commune.code < '23000';
  const latitude = isCoastal ? 12.85 + random.fraction() * 0.7 : 12.35 + random.fraction() * 0.85;
  const longitude = isCoastal ? 108.95 + random.fraction() * 0.3 : 107.85 + random.fraction() * 0.85;
  return { latitude: latitude.toFixed(4), longitude: longitude.toFixed(4) };
}
