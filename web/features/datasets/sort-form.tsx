import { Form } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { SelectField } from '../../ui/form-field/form-field.tsx';
import type { Chosen } from './datasets-page.tsx';

export interface SortFormProps {
  readonly chosen: Chosen;
}

/** A choice and a button: it works without a script, and no choice acts before it is confirmed. */
export function SortForm({ chosen }: SortFormProps) {
  const { messages } = useLocale();
  const { list } = messages;
  const kept = Object.entries({ ...chosen, sort: '' }).filter(([, value]) => value);
  return (
    <Form className="datasets-sort" method="get" action="/datasets">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SelectField
        label={list.sort}
        name="sort"
        value={chosen.sort ?? 'relevance'}
        options={Object.entries(list.sorts).map(([value, label]) => ({ value, label }))}
      />
      <Button>{list.apply}</Button>
    </Form>
  );
}
