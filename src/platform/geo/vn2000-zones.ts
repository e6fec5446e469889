/** A projection of VN-2000: transverse Mercator on a meridian of its own. */
export interface Vn2000Zone {
  readonly epsg: number;
  readonly name: string;
  /** Degrees east. */
  readonly meridian: number;
  /** On the meridian: 0.9999 in zones of 3 degrees, 0.9996 in those of 6. */
  readonly scale: number;
}

/** The 17 meridians of zones of 3 degrees that provinces use, with those of the national grid, as EPSG numbers them. */
const threeDegreeZones: readonly (readonly [number, number])[] = [
  [5896, 102],
  [9205, 103],
  [9206, 104],
  [9207, 104.5],
  [9208, 104.75],
  [5897, 105],
  [9209, 105.5],
  [9210, 105.75],
  [9211, 106],
  [9212, 106.25],
  [9213, 106.5],
  [9214, 107],
  [9215, 107.25],
  [9216, 107.5],
  [5899, 107.75],
  [5898, 108],
  [9217, 108.25],
  [9218, 108.5],
];

export const vn2000Zones: readonly Vn2000Zone[] = [
  ...threeDegreeZones.map(([epsg, meridian]) => ({
    epsg,
    name: `VN-2000 / TM-3 ${meridianText(meridian)}`,
    meridian,
    scale: 0.9999,
  })),
  { epsg: 3405, name: 'VN-2000 / UTM 48N', meridian: 105, scale: 0.9996 },
  { epsg: 3406, name: 'VN-2000 / UTM 49N', meridian: 111, scale: 0.9996 },
];

/** `108°30′` */
export function meridianText(meridian: number): string {
  const degrees = Math.floor(meridian);
  return `${degrees}°${String(Math.round((meridian - degrees) * 60)).padStart(2, '0')}′`;
}

/**
 * Central meridians of the 63 former provinces, by Circular 973/2001/TT-TCĐC. After the mergers of 2025 older maps keep
 * them; Đắk Lắk and Phú Yên had the same.
 */
export const provinceMeridians: Readonly<Record<string, number>> = {
  'Lai Châu': 103,
  'Điện Biên': 103,
  'Sơn La': 104,
  'Kiên Giang': 104.5,
  'Cà Mau': 104.5,
  'Lào Cai': 104.75,
  'Yên Bái': 104.75,
  'Nghệ An': 104.75,
  'Phú Thọ': 104.75,
  'An Giang': 104.75,
  'Thanh Hóa': 105,
  'Vĩnh Phúc': 105,
  'Hà Nội': 105,
  'Ninh Bình': 105,
  'Hà Nam': 105,
  'Đồng Tháp': 105,
  'Cần Thơ': 105,
  'Hậu Giang': 105,
  'Bạc Liêu': 105,
  'Hà Giang': 105.5,
  'Hải Dương': 105.5,
  'Hà Tĩnh': 105.5,
  'Bắc Ninh': 105.5,
  'Hưng Yên': 105.5,
  'Thái Bình': 105.5,
  'Nam Định': 105.5,
  'Tây Ninh': 105.5,
  'Vĩnh Long': 105.5,
  'Sóc Trăng': 105.5,
  'Trà Vinh': 105.5,
  'Cao Bằng': 105.75,
  'Long An': 105.75,
  'Tiền Giang': 105.75,
  'Bến Tre': 105.75,
  'Hải Phòng': 105.75,
  'TP. Hồ Chí Minh': 105.75,
  'Bình Dương': 105.75,
  'Tuyên Quang': 106,
  'Hòa Bình': 106,
  'Quảng Bình': 106,
  'Quảng Trị': 106.25,
  'Bình Phước': 106.25,
  'Bắc Kạn': 106.5,
  'Thái Nguyên': 106.5,
  'Bắc Giang': 107,
  'Thừa Thiên Huế': 107,
  'Lạng Sơn': 107.25,
  'Kon Tum': 107.5,
  'Quảng Ninh': 107.75,
  'Đồng Nai': 107.75,
  'Bà Rịa - Vũng Tàu': 107.75,
  'Quảng Nam': 107.75,
  'Lâm Đồng': 107.75,
  'Đà Nẵng': 107.75,
  'Quảng Ngãi': 108,
  'Ninh Thuận': 108.25,
  'Khánh Hòa': 108.25,
  'Bình Định': 108.25,
  'Đắk Lắk': 108.5,
  'Đắk Nông': 108.5,
  'Phú Yên': 108.5,
  'Gia Lai': 108.5,
  'Bình Thuận': 108.5,
};

/** Former provinces whose maps have this meridian, in zones of 3 degrees. */
export function provincesOn({ meridian, scale }: Vn2000Zone): readonly string[] {
  return scale === 0.9999 ? Object.keys(provinceMeridians).filter((name) => provinceMeridians[name] === meridian) : [];
}
