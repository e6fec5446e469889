import { basename } from 'node:path';
import type { Language } from '#api/localized.ts';
import type { PreviewTable, ReadOutcome } from '#modules/intake/offline.ts';

/** The document of `read --json`. */
export function presentOutcome(file: string, outcome: ReadOutcome<PreviewTable>, language: Language) {
  const { format, bytes, encoding, dialect, tables, warnings } = outcome;
  return {
    file: basename(file),
    format,
    bytes,
    encoding,
    dialect,
    tables: tables.map((table) => ({
      sheet: table.sheet === undefined ? table.name : table.sheet,
      headerRows: table.headerRows,
      columns: table.columns,
      rowCount: table.rowCount,
      firstRow: table.firstRow,
      lastRow: table.lastRow,
      rows: table.rows,
      rowNumbers: table.rowNumbers,
      skipped: table.skipped,
      ...(table.longForm === undefined ? {} : { longForm: table.longForm }),
    })),
    warnings: warnings.map(({ code, message, evidence }) => ({
      code,
      message: message[language],
      ...(evidence === undefined ? {} : { evidence }),
    })),
  };
}
