import type { ReactNode } from 'react';
import { useLocale } from '../../messages/use-locale.tsx';

export interface DataTableProps {
  /** What the table holds, for those who hear the page. */
  readonly name: string;
  readonly columns: readonly DataColumn[];
  readonly children: ReactNode;
  /** `stack`: on a phone each row becomes a block with its labels; `scroll`: the table moves sideways in its place. */
  readonly narrow: 'stack' | 'scroll';
}

export interface DataColumn {
  readonly label: string;
  readonly numeric?: boolean;
}

/** Rows are given as `<tr>` with `<Cell>`s. */
export function DataTable({ name, columns, children, narrow }: DataTableProps) {
  const { messages } = useLocale();
  const table = (
    <table className={`data-table data-table--${narrow}`} aria-label={name}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col" className={column.numeric ? 'numeric' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
  if (narrow === 'stack') return table;
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="data-table-scroll" aria-label={messages.words.scroll(name)} tabIndex={0}>
      {table}
    </section>
  );
}

export interface CellProps {
  /** The column's label, shown before the value where rows are stacked. */
  readonly label: string;
  /** Absent: a dash, left out where rows are stacked. */
  readonly children?: ReactNode;
  readonly numeric?: boolean;
  readonly header?: boolean;
}

export function Cell({ label, children, numeric = false, header = false }: CellProps) {
  const absent = children === undefined || children === null;
  const className = [numeric && 'numeric', absent && 'absent'].filter(Boolean).join(' ') || undefined;
  if (header) {
    return (
      <th scope="row" data-label={label} className={className}>
        <div>{children}</div>
      </th>
    );
  }
  return (
    <td data-label={label} className={className}>
      <div>{absent ? '–' : children}</div>
    </td>
  );
}
