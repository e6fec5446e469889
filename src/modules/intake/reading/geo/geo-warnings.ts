import { meridianText, provincesOn, type Vn2000Zone } from '#platform/geo/vn2000-zones.ts';
import type { RecognisedGrid } from '#platform/geo/recognise-coordinates.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { FaultPlace } from './fault-log.ts';
import { faultTexts, type GeometryFault } from './geometry-faults.ts';

/** The coordinates are metres of VN-2000 and nothing in the file says so. */
export function gridRecognised({ zones, easting, inProvince, example }: RecognisedGrid, table?: string): ReadWarning {
  const [likeliest, ...others] = zones;
  const name =
    likeliest === undefined
      ? 'VN-2000'
      : `${likeliest.name} (EPSG:${likeliest.epsg}${provinceText(likeliest, inProvince)})`;
  const also = others
    .slice(0, 4)
    .map((zone) => zoneText(zone, inProvince))
    .join(', ');
  const pair = example.pair.join(', ');
  const place = `${example.degrees.longitude.toFixed(6)}, ${example.degrees.latitude.toFixed(6)}`;
  const order = {
    vi: easting === 'first' ? 'hoành độ (Đông) trước' : 'tung độ (Bắc, X) trước',
    en: easting === 'first' ? 'easting first' : 'northing first',
  };
  const where = table === undefined ? { vi: '', en: '' } : { vi: ` ở ${table}`, en: ` in ${table}` };
  // The reader does not know the contract, which may have degrees worked out of the cells of a table.
  const kept =
    table === undefined
      ? {
          vi: 'Tọa độ được giữ nguyên; hãy xác nhận kinh tuyến trục.',
          en: 'They were kept as they are; make sure of the central meridian.',
        }
      : {
          vi: 'Các cột này được đọc nguyên số mét; kinh độ, vĩ độ chỉ được tính khi quy định cấu trúc có trường cho chúng, theo kinh tuyến trục mà quy định nêu. Hãy xác nhận kinh tuyến trục.',
          en: 'These columns are read as the metres that they are; longitude and latitude are worked out only where the contract has fields for them, by the central meridian that it names. Make sure of that meridian.',
        };
  return {
    code: 'coordinates-projected',
    message: {
      vi: `Tọa độ${where.vi} là mét theo VN-2000, không phải độ: hợp với ${name}${also === '' ? '' : `; cũng có thể là kinh tuyến trục ${also}`}${inProvince ? '' : ' (ngoài địa bàn tỉnh)'}, ${order.vi}. Ví dụ (${pair}) là kinh độ, vĩ độ ${place}. ${kept.vi}`,
      en: `The coordinates${where.en} are metres of VN-2000 and not degrees: they fit ${name}${also === '' ? '' : `, or the meridians ${also}`}${inProvince ? '' : ' (outside of the province)'}, ${order.en}. For example (${pair}) is longitude, latitude ${place}. ${kept.en}`,
    },
  };
}

function zoneText(zone: Vn2000Zone, inProvince: boolean): string {
  const meridian = zone.scale === 0.9999 ? meridianText(zone.meridian) : `UTM ${meridianText(zone.meridian)}`;
  const provinces = provinceText(zone, inProvince).slice(2);
  return provinces === '' ? meridian : `${meridian} (${provinces})`;
}

/** Elsewhere in the country the provinces of a meridian say more than its number. */
function provinceText(zone: Vn2000Zone, inProvince: boolean): string {
  const provinces = inProvince ? [] : provincesOn(zone);
  return provinces.length === 0 ? '' : `: ${provinces.slice(0, 3).join(', ')}${provinces.length > 3 ? ' …' : ''}`;
}

export const placesUnknown: ReadWarning = {
  code: 'coordinates-projected',
  message: {
    vi: 'Tọa độ không phải là độ và không khớp múi VN-2000 nào; được giữ nguyên. Hãy gửi kèm hệ tọa độ (tệp .prj).',
    en: 'The coordinates are no degrees and fit no zone of VN-2000; they were kept as they are. Send their projection as well (the .prj file).',
  },
};

export const axesSwapped: ReadWarning = {
  code: 'axes-swapped',
  message: {
    vi: 'Tọa độ có vẻ bị đổi chỗ: vĩ độ đứng trước kinh độ. Dữ liệu được giữ nguyên; hãy kiểm tra và đổi lại thứ tự.',
    en: 'The coordinates seem swapped: latitude stands before longitude. They were kept as they are; check them and turn them round.',
  },
};

export function projectionUnknown(name: string): ReadWarning {
  return {
    code: 'projection-unknown',
    message: {
      vi: `Không hiểu hệ tọa độ «${name}»; tọa độ được giữ nguyên.`,
      en: `The projection “${name}” is not known; coordinates were kept as they are.`,
    },
  };
}

export function projectionMissing(layer: string, areDegrees: boolean): ReadWarning {
  return {
    code: 'projection-missing',
    message: areDegrees
      ? {
          vi: `Lớp «${layer}» không kèm hệ tọa độ (.prj); tọa độ được hiểu là kinh độ, vĩ độ WGS 84.`,
          en: `Layer “${layer}” comes without its projection (.prj); its coordinates were taken for degrees of WGS 84.`,
        }
      : {
          vi: `Lớp «${layer}» không kèm hệ tọa độ (.prj); tọa độ được giữ nguyên, chưa đổi sang kinh độ, vĩ độ.`,
          en: `Layer “${layer}” comes without its projection (.prj); its coordinates were kept and not turned into degrees.`,
        },
  };
}

/** A fault that was met `count` times, with the first place. */
export function featureFault(fault: GeometryFault, count: number, { path, line }: FaultPlace): ReadWarning {
  const text = faultTexts[fault];
  const rest = count > 1 ? { vi: ` (${count} chỗ)`, en: ` (${count} places)` } : { vi: '', en: '' };
  return {
    code: text.isOdd === true ? 'features-odd' : 'features-damaged',
    message: {
      vi: `${path}${line === undefined ? '' : ` (dòng ${line})`}: ${text.vi}${rest.vi}.`,
      en: `${path}${line === undefined ? '' : ` (line ${line})`}: ${text.en}${rest.en}.`,
    },
  };
}
