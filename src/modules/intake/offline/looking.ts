export { previewTables, spoolTables } from '../reading/preview-tables.ts';
