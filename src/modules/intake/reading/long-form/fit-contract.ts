import { foldHeading } from '#platform/text/fold-heading.ts';
import type { DimensionKind, LongForm } from './long-form.ts';

/** Names under which a contract's field may ask for what a dimension holds, folded. */
const asked: Readonly<Record<DimensionKind, readonly string[]>> = {
  year: [
    'Năm',
    'Year',
    'Năm báo cáo',
    'Năm thống kê',
    'Năm số liệu',
    'Năm học',
    'Kỳ',
    'Kỳ báo cáo',
    'Thời gian',
    'Period',
  ],
  quarter: ['Quý', 'Quarter', 'Kỳ', 'Kỳ báo cáo', 'Thời gian', 'Period'],
  month: ['Tháng', 'Month', 'Kỳ', 'Kỳ báo cáo', 'Thời gian', 'Period'],
  day: ['Ngày', 'Date', 'Ngày báo cáo', 'Thời điểm', 'Thời gian', 'Kỳ', 'Kỳ báo cáo'],
  period: ['Kỳ', 'Kỳ báo cáo', 'Thời gian', 'Period', 'Kỳ số liệu', 'Năm', 'Quý', 'Tháng', 'Year', 'Quarter', 'Month'],
  province: ['Tỉnh', 'Tỉnh, thành phố', 'Tên tỉnh', 'Province', 'Địa phương', 'Đơn vị hành chính', 'Địa bàn'],
  place: [
    'Địa phương',
    'Xã',
    'Tên xã',
    'Xã, phường',
    'Phường, xã',
    'Huyện',
    'Tên huyện',
    'Đơn vị',
    'Đơn vị hành chính',
    'Địa bàn',
    'Commune',
    'Place',
  ],
  age: ['Nhóm tuổi', 'Độ tuổi', 'Tuổi', 'Age group', 'Age'],
  sex: ['Giới tính', 'Giới', 'Sex', 'Gender'],
  indicator: ['Chỉ tiêu', 'Tên chỉ tiêu', 'Chỉ số', 'Indicator', 'Nội dung', 'Phân tổ', 'Phân loại', 'Item', 'Loại'],
};
/** Of a table read by columns, what its records may be named by. */
export const yearHeadings: readonly string[] = asked.year;
export const placeHeadings: readonly string[] = [...asked.place, ...asked.province, 'Tên', 'Tên đơn vị'];
const askedValue = ['Giá trị', 'Value', 'Số liệu', 'Số lượng', 'Giá trị số liệu', 'Kết quả', 'obs_value'];
const askedStatus = [
  'Trạng thái',
  'Status',
  'Trạng thái số liệu',
  'Tình trạng số liệu',
  'obs_status',
  'Ghi chú số liệu',
];

/**
 * The long form under the names of a contract, if that is what the contract asks for: fields for what the columns stand
 * for and for the figure, and no field that a wide column would be. undefined: it asks for something else.
 */
export function fitContract(form: LongForm, expected: readonly (readonly string[])[]): LongForm | undefined {
  const fieldOf = (heading: string): number => expected.findIndex((names) => names.includes(foldHeading(heading)));
  if (form.turned.some(({ heading }) => fieldOf(heading) !== -1)) return undefined;
  const taken = new Set(form.keptHeadings.map(fieldOf).filter((field) => field !== -1));
  if (taken.size === 0) return undefined;
  const take = (names: readonly string[]): string | undefined => {
    const name = names.find((candidate) => fieldOf(candidate) !== -1 && !taken.has(fieldOf(candidate)));
    if (name !== undefined) taken.add(fieldOf(name));
    return name;
  };
  const dimensions = form.dimensions.map(({ kind }) => ({ kind, heading: take(asked[kind]) }));
  const status = take(askedStatus);
  const value = take([form.value, ...askedValue]) ?? onlyOneLeft(expected, taken);
  if (value === undefined) return undefined;
  const named = dimensions.flatMap(({ kind, heading }) => (heading === undefined ? [] : [{ kind, heading }]));
  if (named.length < dimensions.length) return undefined;
  return { ...form, dimensions: named, value, status: status ?? form.status };
}

function onlyOneLeft(expected: readonly (readonly string[])[], taken: ReadonlySet<number>): string | undefined {
  const left = expected.filter((names, field) => names.length > 0 && !taken.has(field));
  return left.length === 1 ? left[0]?.[0] : undefined;
}
