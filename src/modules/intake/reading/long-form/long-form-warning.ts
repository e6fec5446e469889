import type { ReadWarning } from '../read-outcome.ts';
import type { LongForm } from './long-form.ts';
import type { Transposition } from './plan-transposition.ts';

/** Said where nobody asked for the long form but the contract. */
export function crosstabTurned(table: string | null, { turned, dimensions, value }: LongForm): ReadWarning {
  const first = turned[0]?.heading ?? '';
  const last = turned.at(-1)?.heading ?? '';
  const into = [...dimensions.map(({ heading }) => heading), value].map((heading) => `«${heading}»`).join(', ');
  return {
    code: 'crosstab-turned',
    message: {
      vi: `Bảng ngang${table === null ? '' : ` «${table}»`}: ${turned.length} cột từ «${first}» đến «${last}» đã chuyển thành dòng, với các cột ${into}, như hợp đồng yêu cầu.`,
      en: `Crosstab${table === null ? '' : ` “${table}”`}: ${turned.length} columns from “${first}” to “${last}” became rows, with the columns ${into}, as the contract asks.`,
    },
  };
}

export function tableTransposed(table: string | null, { columns, records }: Transposition): ReadWarning {
  const first = records[0]?.name ?? '';
  const last = records.at(-1)?.name ?? '';
  return {
    code: 'table-transposed',
    message: {
      vi: `Bảng${table === null ? '' : ` «${table}»`} có tên trường ở cột bên trái: mỗi cột từ «${first}» đến «${last}» được đọc là một dòng; số dòng là số thứ tự của cột. Cột đầu là «${columns[0] ?? ''}».`,
      en: `The table${table === null ? '' : ` “${table}”`} has its fields' names on the left: each column from “${first}” to “${last}” was read as a row, whose number is the column's. The first is “${columns[0] ?? ''}”.`,
    },
  };
}
