import { Link } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';
import { Status, toneOfState } from '../../ui/status/status.tsx';

export interface RecentLoadsProps {
  readonly loads: readonly LoadView[];
  /** Of datasets; others go by their identifier. */
  readonly titles: Readonly<Record<string, string>>;
}

export function RecentLoads({ loads, titles }: RecentLoadsProps) {
  const { messages, format } = useLocale();
  const { columns, loads: name, loadsNone } = messages.desk;
  if (loads.length === 0) return <p className="soft desk-none">{loadsNone}</p>;
  return (
    <DataTable
      name={name}
      narrow="stack"
      columns={[
        { label: columns.file },
        { label: columns.dataset },
        { label: columns.state },
        { label: columns.rows, numeric: true },
        { label: columns.rejected, numeric: true },
        { label: columns.sent },
      ]}
    >
      {loads.map((load) => (
        <tr key={load.id}>
          <Cell header label={columns.file}>
            <span>
              <Link to={`/console/loads/${load.id}`}>{load.file.name}</Link>
              {load.corrects !== null && <span className="desk-correction soft"> {messages.mending.correction}</span>}
            </span>
          </Cell>
          <Cell label={columns.dataset}>{titles[load.dataset] ?? load.dataset}</Cell>
          <Cell label={columns.state}>
            <span>
              <Status tone={toneOfState(load.state)}>{messages.load.states[load.state]}</Status>
            </span>
          </Cell>
          <Cell label={columns.rows} numeric>
            {load.result && format.number(load.result.received)}
          </Cell>
          <Cell label={columns.rejected} numeric>
            {load.result && format.number(load.result.rejected)}
          </Cell>
          <Cell label={columns.sent}>
            <span className="figures unbroken">{format.dateTime(load.createdAt)}</span>
          </Cell>
        </tr>
      ))}
    </DataTable>
  );
}
