import type { ReadWarning } from '../read-outcome.ts';
import type { LongForm } from './long-form.ts';

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
