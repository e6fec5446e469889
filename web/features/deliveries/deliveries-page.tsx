import { Form, Link } from 'react-router';
import type { DatasetItem } from '#api/datasets.ts';
import { deliveryStates, type DeliveriesView } from '#api/web-services/deliveries.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { FormField, SelectField } from '../../ui/form-field/form-field.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import { DeliveryProgress } from './delivery-progress.tsx';
import type { DeliveryFilter } from './select-deliveries.ts';

export interface DeliveriesPageProps {
  readonly item: DatasetItem;
  /** Its items are those that the filter and the words select. */
  readonly deliveries: DeliveriesView;
  readonly filter: DeliveryFilter;
  readonly words: string;
}

/** Every commune that fills a dataset: who has delivered, who has not, and where a delivery waits for somebody. */
export function DeliveriesPage({ item, deliveries, filter, words }: DeliveriesPageProps) {
  const { messages, format } = useLocale();
  const texts = messages.deliveries;
  const { period, items } = deliveries;
  return (
    <div className="console-main deliveries">
      <title>{`${texts.titleFor(item.title)} · Daklake`}</title>
      <p>
        <Link to={`/datasets/${item.id}`}>{item.title}</Link> {item.synthetic && <SyntheticTag />}
      </p>
      <h1>{texts.title}</h1>
      <DeliveryProgress {...deliveries} period={period?.value ?? null} />
      <Form className="deliveries-filter" method="get" key={`${period?.value} ${filter} ${words}`}>
        {period !== null && period.values.length > 0 && (
          <SelectField
            label={texts.choosePeriod}
            name="period"
            value={period.value ?? ''}
            options={[...new Set([...period.values, ...(period.value === null ? [] : [period.value])])].map(
              (value) => ({
                value,
                label: value,
              }),
            )}
          />
        )}
        <SelectField
          label={texts.filter}
          name="state"
          value={filter}
          options={[
            { value: 'all', label: texts.filters.all },
            { value: 'open', label: texts.filters.open },
            ...deliveryStates
              .filter((state) => state !== 'missing')
              .map((state) => ({ value: state, label: texts.states[state] })),
          ]}
        />
        <FormField label={texts.search} name="q" type="search" defaultValue={words} maxLength={100} />
        <Button>{texts.submit}</Button>
      </Form>
      {items.length === 0 ? (
        <Notice tone="none" title={texts.none}>
          <p>{texts.noneNote}</p>
        </Notice>
      ) : (
        <>
          <p className="soft">{texts.shown(format.number(items.length))}</p>
          <DeliveriesTable items={items} />
        </>
      )}
    </div>
  );
}
