import type { ContractProposal } from '#api/proposals.ts';
import type { Language } from '#api/localized.ts';

/** What belongs beside the contract, for the person at the terminal: which table it is of, and how the file fares under it. */
export function describeProposal(proposal: ContractProposal, language: Language): readonly string[] {
  const { table, otherTables, columns, check, key, warnings, reading } = proposal;
  const others = otherTables.map(({ sheet, rowCount }) => `«${sheet ?? ''}» (${rowCount})`).join(', ');
  const name = table.sheet === null ? '' : ` «${table.sheet}»`;
  const keyed = key === null ? '–' : key.fields.join(' + ');
  const lines =
    language === 'vi'
      ? [
          `Bảng${name}: ${columns.length} cột, ${table.rowCount} dòng; hợp đồng đề xuất nhận ${check.accepted}/${check.received} dòng của tệp. Khóa: ${keyed}`,
          ...(others === '' ? [] : [`Các bảng khác trong tệp (chọn bằng --sheet): ${others}`]),
        ]
      : [
          `Table${name}: ${columns.length} columns, ${table.rowCount} rows; the proposed contract accepts ${check.accepted} of the file's ${check.received} rows. Key: ${keyed}`,
          ...(others === '' ? [] : [`Other tables in the file (choose with --sheet): ${others}`]),
        ];
  return [
    ...lines,
    ...describeLongForm(reading.longForm, language),
    ...warnings.map(({ message }) => message[language]),
  ];
}

/** Of a crosstab that was read as it stands: that there is another way. */
function describeLongForm(longForm: ContractProposal['reading']['longForm'], language: Language): readonly string[] {
  if (longForm === null || longForm.applied) return [];
  const columns = longForm.columns.map((column) => `«${column}»`).join(', ');
  return language === 'vi'
    ? [`Đây là bảng ngang; với --long, mỗi số liệu thành một dòng với các cột ${columns}`]
    : [`This is a crosstab; with --long each figure becomes a row with the columns ${columns}`];
}
