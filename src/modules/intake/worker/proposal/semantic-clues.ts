import type { SemanticTypeName } from '#modules/catalog/offline.ts';

/** What makes a column's semantic type likely. */
export interface SemanticClue {
  readonly semanticType: SemanticTypeName;
  /** Phrases of which one stands in the heading (words without accents). */
  readonly headings: readonly string[];
  /** Phrases that speak against it. */
  readonly unless?: readonly string[];
  /** The heading is enough, whatever its values look like. */
  readonly certain?: boolean;
  /** Not where the whole column is numbers. */
  readonly onTexts?: boolean;
  /** How much of a column must be typical, and how many values it must have, so that no heading is needed. */
  readonly byValue?: { readonly share: number; readonly values: number };
}

/** Surveyors call the northing X, map programs the easting: which one a column is, its numbers say. */
const metres = [
  'x', 'y', 'toa do', 'bac', 'dong', 'north', 'east', 'northing', 'easting', 'tung do', 'hoanh do', 'vn2000', 'vn 2000',
]; // prettier-ignore

/** Tried in order; the first that fits is proposed. */
export const semanticClues: readonly SemanticClue[] = [
  {
    semanticType: 'health-insurance',
    headings: ['bhyt', 'bao hiem y te'],
    certain: true,
    byValue: { share: 0.95, values: 5 },
  },
  { semanticType: 'social-insurance', headings: ['bhxh', 'bao hiem xa hoi'] },
  {
    semanticType: 'personal-id',
    headings: ['so dinh danh', 'dinh danh ca nhan', 'cccd', 'can cuoc', 'so can cuoc', 'personal id'],
    byValue: { share: 0.9, values: 5 },
  },
  { semanticType: 'identity-card', headings: ['cmnd', 'cmt', 'chung minh', 'chung minh nhan dan'] },
  {
    semanticType: 'tax-code',
    headings: ['ma so thue', 'mst', 'tax code', 'ma so doanh nghiep', 'ma so hop tac xa', 'ma so dn'],
    certain: true,
    byValue: { share: 0.9, values: 5 },
  },
  {
    semanticType: 'phone',
    headings: ['dien thoai', 'sdt', 'so dt', 'dt', 'di dong', 'phone', 'mobile', 'telephone', 'hotline'],
    byValue: { share: 0.9, values: 5 },
  },
  {
    semanticType: 'email',
    headings: ['email', 'e mail', 'thu dien tu'],
    byValue: { share: 0.9, values: 3 },
  },
  {
    semanticType: 'dossier-code',
    headings: ['ma ho so', 'so ho so', 'ma so ho so', 'so bien nhan'],
    byValue: { share: 0.9, values: 3 },
  },
  { semanticType: 'commune-code', headings: ['ma xa', 'ma phuong', 'ma xa phuong', 'ma dvhc', 'commune code'] },
  { semanticType: 'province-code', headings: ['ma tinh', 'ma tinh thanh', 'ma thanh pho', 'province code'] },
  { semanticType: 'procedure-code', headings: ['ma tthc', 'ma thu tuc', 'ma thu tuc hanh chinh', 'procedure code'] },
  {
    semanticType: 'agency-code',
    headings: ['ma co quan', 'ma don vi', 'ma dinh danh', 'ma dinh danh co quan', 'agency code'],
    byValue: { share: 0.95, values: 3 },
  },
  { semanticType: 'parcel', headings: ['thua dat', 'ma thua', 'parcel'], byValue: { share: 0.95, values: 5 } },
  { semanticType: 'passport', headings: ['ho chieu', 'passport'] },
  { semanticType: 'bank-account', headings: ['so tai khoan', 'stk', 'tai khoan ngan hang', 'bank account'] },
  {
    semanticType: 'plate',
    headings: ['bien so', 'bien so xe', 'bien kiem soat', 'bks', 'plate'],
    certain: true,
  },
  { semanticType: 'period', headings: ['ky', 'ky bao cao', 'ky so lieu', 'reporting period'], certain: true },
  {
    semanticType: 'period',
    headings: [
      'nam',
      'nam hoc',
      'nien do',
      'nien vu',
      'giai doan',
      'thoi gian',
      'thoi ky',
      'quy',
      'thang',
      'year',
      'period',
    ],
    onTexts: true,
    certain: true,
    byValue: { share: 0.9, values: 2 },
  },
  { semanticType: 'latitude', headings: ['lat', 'latitude', 'vi do'] },
  { semanticType: 'longitude', headings: ['lon', 'lng', 'long', 'longitude', 'kinh do'] },
  { semanticType: 'northing', headings: metres },
  { semanticType: 'easting', headings: metres },
  {
    semanticType: 'person-name',
    headings: [
      'ho va ten',
      'ho ten',
      'ten chu ho',
      'chu ho',
      'ten nguoi',
      'nguoi nop',
      'nguoi dai dien',
      'ten cong dan',
    ],
    unless: ['so', 'ma', 'ngay', 'dia chi', 'gioi tinh', 'dan toc', 'nam sinh'],
    certain: true,
  },
  {
    semanticType: 'person-name',
    headings: ['full name', 'person name', 'nguoi ky', 'lanh dao', 'giam doc', 'chu tich'],
    unless: ['so', 'ma', 'duong', 'pho', 'truong', 'cau', 'ngay', 'dia chi'],
    byValue: { share: 0.85, values: 10 },
  },
];
