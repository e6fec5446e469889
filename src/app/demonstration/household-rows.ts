import type { AdministrativeUnit } from '#modules/directory/index.ts';
import type { Fault, FaultKind } from './demonstration-file.ts';
import { makePerson } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { asDayMonthYear, loseLeadingZeros, withThousandsDots } from './spoil-cells.ts';

export const householdFields = [
  ['ma_xa', 'Mã xã'],
  ['ky', 'Kỳ rà soát'],
  ['ma_ho', 'Mã hộ'],
  ['ho_ten_chu_ho', 'Họ tên chủ hộ'],
  ['so_dinh_danh', 'Số CCCD'],
  ['ngay_sinh', 'Ngày sinh'],
  ['gioi_tinh', 'Giới tính'],
  ['dan_toc', 'Dân tộc'],
  ['thon', 'Thôn, buôn'],
  ['dia_chi', 'Địa chỉ'],
  ['so_dien_thoai', 'Điện thoại'],
  ['so_nhan_khau', 'Số nhân khẩu'],
  ['so_tre_em', 'Số trẻ em'],
  ['thu_nhap_binh_quan', 'Thu nhập bình quân (đồng/người/tháng)'],
  ['so_chi_so_thieu_hut', 'Chỉ số thiếu hụt'],
  ['phan_loai', 'Phân loại'],
  ['ngay_cong_nhan', 'Ngày công nhận'],
] as const;
export type HouseholdField = (typeof householdFields)[number][0];
export type HouseholdRow = Readonly<Record<HouseholdField, string>>;

/** The households of one commune. A fault's line counts from 1 at the first row. */
export interface CommuneHouseholds {
  readonly rows: readonly HouseholdRow[];
  readonly faults: readonly Fault[];
}

export interface HouseholdsOptions {
  /** A code that a part of the commune bore before the reform, as people still write it. */
  readonly formerCode: string | undefined;
  /** From 0 to 1. */
  readonly faultShare: number;
}

export function makeHouseholds(commune: AdministrativeUnit, options: HouseholdsOptions): CommuneHouseholds {
  const random = createRandom(`households of ${commune.code}`);
  const rows: HouseholdRow[] = [];
  const faults: Fault[] = [];
  const count = random.between(30, 75);
  for (let number = 1; number <= count; number += 1) {
    const right = makeHousehold(random, commune, number);
    const spoilt = random.chance(options.faultShare) ? spoil(random, right, options.formerCode) : undefined;
    rows.push(spoilt?.row ?? right);
    if (spoilt !== undefined) faults.push({ line: rows.length, kind: spoilt.kind, field: spoilt.field });
    if (spoilt === undefined && random.chance(0.004)) {
      rows.push(right);
      faults.push({ line: rows.length, kind: 'duplicate', field: 'ma_ho' });
    }
  }
  return { rows, faults };
}

function makeHousehold(random: Random, commune: AdministrativeUnit, number: number): HouseholdRow {
  const isHighland = commune.code > '24000';
  const head = makePerson(random, { bornFrom: 1945, bornTo: 2000, ede: isHighland ? 0.4 : 0.1 });
  const hamlet = `${head.ethnicGroup === 'Ê Đê' ? 'Buôn' : 'Thôn'} ${random.between(1, 14)}`;
  const isPoor = random.chance(0.55);
  const persons = random.between(1, 8);
  return {
    ma_xa: commune.code,
    ky: '2025',
    ma_ho: `H${String(number).padStart(4, '0')}`,
    ho_ten_chu_ho: head.name,
    so_dinh_danh: head.personalId,
    ngay_sinh: head.born,
    gioi_tinh: head.gender,
    dan_toc: head.ethnicGroup,
    thon: hamlet,
    dia_chi: `${hamlet}, ${commune.name.vi}, tỉnh Đắk Lắk`,
    so_dien_thoai: random.chance(0.8) ? head.phone : '',
    so_nhan_khau: String(persons),
    so_tre_em: String(random.between(0, Math.min(4, persons - 1))),
    thu_nhap_binh_quan: String(random.between(40, 150) * 10_000),
    so_chi_so_thieu_hut: String(isPoor ? random.between(3, 9) : random.between(0, 2)),
    phan_loai: isPoor ? 'Hộ nghèo' : 'Hộ cận nghèo',
    ngay_cong_nhan: `2025-12-${random.between(10, 24)}`,
  };
}

interface Spoilt {
  readonly row: HouseholdRow;
  readonly kind: FaultKind;
  readonly field: HouseholdField;
}

function spoil(random: Random, row: HouseholdRow, formerCode: string | undefined): Spoilt {
  const changed = (kind: FaultKind, field: HouseholdField, value: string): Spoilt => ({
    row: { ...row, [field]: value },
    kind,
    field,
  });
  switch (random.between(0, formerCode === undefined ? 6 : 7)) {
    case 0:
      return changed('lost-zero', 'so_dinh_danh', loseLeadingZeros(row.so_dinh_danh));
    case 1:
      return changed('missing', 'so_dinh_danh', '');
    case 2:
      return changed('unknown-value', 'dan_toc', row.dan_toc === 'Kinh' ? 'Việt' : `Dân tộc ${row.dan_toc}`);
    case 3:
      return changed('contradiction', 'so_tre_em', String(Number(row.so_nhan_khau) + 1));
    case 4:
      return changed('contradiction', 'so_chi_so_thieu_hut', row.phan_loai === 'Hộ nghèo' ? '1' : '5');
    case 5:
      return changed('written-date', 'ngay_sinh', asDayMonthYear(row.ngay_sinh));
    case 6:
      return changed('thousands-dots', 'thu_nhap_binh_quan', withThousandsDots(row.thu_nhap_binh_quan));
    default:
      return changed('former-commune', 'ma_xa', formerCode ?? '');
  }
}
