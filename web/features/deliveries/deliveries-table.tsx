import { Link } from 'react-router';
import type { UnitDeliveryView } from '#api/web-services/deliveries.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';
import { DeliveryStatus } from './delivery-status.tsx';

export function DeliveriesTable({ items }: { readonly items: readonly UnitDeliveryView[] }) {
  const { messages, format } = useLocale();
  const texts = messages.deliveries;
  const { columns } = texts;
  // Whoever may know of no unit's loads is not shown two empty columns.
  const known = items.some((item) => item.open !== null);
  return (
    <DataTable
      name={texts.title}
      narrow="stack"
      columns={[
        { label: columns.unit },
        { label: columns.state },
        { label: columns.rows, numeric: true },
        ...(known ? [{ label: columns.open, numeric: true }, { label: columns.at }] : []),
      ]}
    >
      {items.map((item) => (
        <tr key={item.unit.code}>
          <Cell header label={columns.unit}>
            {item.unit.name}{' '}
            {item.unit.name !== item.unit.code && <span className="delivery-unit figures">{item.unit.code}</span>}
            {!item.expected && <p className="delivery-unit">{texts.unexpected}</p>}
          </Cell>
          <Cell label={columns.state}>
            <span>
              <DeliveryStatus state={item.state} />
            </span>
          </Cell>
          <Cell label={columns.rows} numeric>
            {format.number(item.rows)}
          </Cell>
          {known && (
            <>
              <Cell label={columns.open} numeric>
                {item.open ? format.number(item.open) : null}
              </Cell>
              <Cell label={columns.at}>{item.at === null ? null : <LatestLoad item={item} at={item.at} />}</Cell>
            </>
          )}
        </tr>
      ))}
    </DataTable>
  );
}

function LatestLoad({ item, at }: { readonly item: UnitDeliveryView; readonly at: string }) {
  const { messages, format } = useLocale();
  const texts = messages.deliveries;
  return (
    <span>
      <span className="figures unbroken">{format.dateTime(at)}</span>
      {item.load !== null && (
        <>
          {' · '}
          <Link to={`/console/loads/${item.load}`}>
            {texts.load}
            <span className="unseen"> {texts.loadOf(item.unit.name)}</span>
          </Link>
        </>
      )}
    </span>
  );
}
