import type { FormLook } from '../../src/api/mappings.ts';
import type { MappingServices } from '../../src/api/web-services/mappings.ts';

const headings = ['STT', 'Tên chủ hồ sơ', 'Thôn, buôn', 'Trễ / Số ngày'];

/** A form of which one column is guessed and one field has no column. */
export const formLook: FormLook = {
  dataset: 'ho-so-tthc',
  unitField: 'ma_xa',
  tables: [
    { name: 'Biểu 1', rows: 2, fingerprint: 'a'.repeat(32) },
    { name: 'Biểu 2', rows: 40, fingerprint: 'b'.repeat(32) },
  ],
  table: 0,
  fingerprint: 'a'.repeat(32),
  width: 4,
  rows: [
    {
      row: 1,
      kind: 'title',
      cells: [{ column: 0, text: 'DANH SÁCH HỒ SƠ THÁNG 10', across: 4, down: 1 }],
    },
    {
      row: 2,
      kind: 'header',
      cells: headings.map((text, column) => ({ column, text, across: 1, down: 1 })),
    },
    {
      row: 3,
      kind: 'data',
      cells: ['1', 'Y Blim Niê', 'Buôn Cư Êbur', '2'].map((text, column) => ({ column, text, across: 1, down: 1 })),
    },
    {
      row: 4,
      kind: 'total',
      cells: [
        { column: 0, text: 'Tổng cộng', across: 3, down: 1 },
        { column: 3, text: '2', across: 1, down: 1 },
      ],
    },
  ],
  rowCount: 1,
  columns: [
    { heading: 'STT', field: null, confidence: null, reason: null },
    { heading: 'Tên chủ hồ sơ', field: 'ho_ten', confidence: 'sure', reason: 'name' },
    { heading: 'Thôn, buôn', field: null, confidence: null, reason: null },
    { heading: 'Trễ / Số ngày', field: 'so_ngay', confidence: 'guess', reason: 'words-and-values' },
  ],
  constants: [],
  remembered: null,
  changes: null,
  fields: [
    { name: 'ma_xa', label: { vi: 'Mã xã', en: 'Commune' }, required: true, key: true, type: 'string' },
    { name: 'ho_ten', label: { vi: 'Họ và tên', en: 'Full name' }, required: true, key: false, type: 'string' },
    {
      name: 'so_ngay',
      label: { vi: 'Số ngày quá hạn', en: 'Days overdue' },
      required: false,
      key: false,
      type: 'integer',
    },
  ],
  longForm: false,
  crosstab: false,
  masked: false,
};

export const mappingServicesFixture: MappingServices = {
  getFormLook: async (_caller, _load, { table = 0 }) => ({ ...formLook, table }),
  getMappingAbilities: async () => ({ save: true, readAgain: true }),
  applyMapping: async () => ({ readAgain: true }),
  listMappingVersions: async () => [],
};
