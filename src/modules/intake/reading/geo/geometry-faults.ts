interface FaultText {
  readonly vi: string;
  readonly en: string;
  /** It breaks the standard and costs nothing: what is there is taken as it is. */
  readonly isOdd?: true;
}

/** What can be wrong with features and their geometries; the geometry or member named is left empty, unless it is only odd. */
const faults = {
  'feature-no-object': { vi: 'đối tượng không phải là {…}', en: 'a feature is no object' },
  'feature-type': { vi: 'đối tượng thiếu "type": "Feature"', en: 'a feature has no "type": "Feature"', isOdd: true },
  'feature-id': { vi: '"id" không phải chữ hay số', en: 'the "id" is neither text nor number' },
  properties: { vi: '"properties" không phải là {…}', en: 'the "properties" are no object' },
  'properties-missing': { vi: 'thiếu "properties"', en: 'the "properties" are missing', isOdd: true },
  'geometry-missing': { vi: 'thiếu "geometry"', en: 'the "geometry" is missing', isOdd: true },
  'geometry-no-object': { vi: 'hình học không phải là {…}', en: 'a geometry is no object' },
  'geometry-type': { vi: 'kiểu hình học không có trong GeoJSON', en: 'the type of a geometry is unknown' },
  'type-case': {
    vi: 'tên kiểu viết sai chữ hoa, chữ thường',
    en: 'the name of a type has wrong capitals',
    isOdd: true,
  },
  'coordinates-missing': { vi: 'thiếu "coordinates"', en: 'the "coordinates" are missing' },
  'coordinates-nesting': {
    vi: 'tọa độ lồng không đúng mức của kiểu hình học',
    en: 'coordinates are nested too little or too much for their type',
  },
  'position-number': { vi: 'tọa độ có giá trị không phải số', en: 'a coordinate is no number' },
  'position-short': { vi: 'một điểm thiếu tọa độ', en: 'a position has fewer than two numbers' },
  'position-long': { vi: 'một điểm có hơn ba giá trị', en: 'a position has more than three numbers', isOdd: true },
  'line-short': { vi: 'một đường có ít hơn hai điểm', en: 'a line has fewer than two positions' },
  'ring-short': { vi: 'một vòng có ít hơn bốn điểm', en: 'a ring has fewer than four positions' },
  'ring-open': { vi: 'một vòng không khép kín', en: 'a ring is not closed' },
  winding: {
    vi: 'chiều của vòng ngược với tiêu chuẩn',
    en: 'a ring runs the other way round than the standard says',
    isOdd: true,
  },
  geometries: { vi: '"geometries" không phải danh sách hình học', en: 'the "geometries" are no array of geometries' },
  'collection-nested': {
    vi: 'tập hình học lồng trong tập hình học',
    en: 'a collection of geometries lies within another',
    isOdd: true,
  },
  'collection-single': { vi: 'tập hình học chỉ có một hình', en: 'a collection has a single geometry', isOdd: true },
  bbox: { vi: '"bbox" phải có 4 hoặc 6 số', en: 'a "bbox" must have 4 or 6 numbers', isOdd: true },
  'member-foreign': {
    vi: 'có thành phần của kiểu khác (như "features" trong một đối tượng)',
    en: 'there is a member of another type, such as "features" in a feature',
    isOdd: true,
  },
  'member-twice': { vi: 'một thành phần được ghi hai lần', en: 'a member is there twice', isOdd: true },
  nowhere: { vi: 'tọa độ không đổi được sang kinh độ, vĩ độ', en: 'coordinates could not be turned into degrees' },
  'multipatch-unread': {
    vi: 'hình khối MultiPatch (3D) không được đọc; hãy xuất lớp dưới dạng vùng, đường hay điểm nếu cần vị trí',
    en: 'solids (MultiPatch) are not read; export the layer as polygons, lines or points if its places are needed',
  },
  'geometry-unread': { vi: 'kiểu hình học này không được đọc', en: 'geometries of this type are not read' },
} as const satisfies Readonly<Record<string, FaultText>>;

export type GeometryFault = keyof typeof faults;

export const faultTexts: Readonly<Record<GeometryFault, FaultText>> = faults;

export function isOdd(fault: GeometryFault): boolean {
  return faultTexts[fault].isOdd === true;
}

/** Members and places within the object that is looked at, outermost first. */
export type FaultPath = readonly (string | number)[];

export type OnFault = (fault: GeometryFault, path: FaultPath) => void;
