import { Form } from 'react-router';
import type { SnapshotItem } from '#api/datasets.ts';
import { changeKinds, type ChangeKind } from '#api/web-services/versions.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { SelectField } from '../../ui/form-field/form-field.tsx';

export interface CompareFormProps {
  readonly dataset: string;
  readonly snapshots: readonly SnapshotItem[];
  readonly from: string;
  readonly to: string;
  readonly kind: ChangeKind | null;
}

/** Which two, and which differences; all of it in the address. */
export function CompareForm({ dataset, snapshots, from, to, kind }: CompareFormProps) {
  const { messages, format } = useLocale();
  const texts = messages.versions.compare;
  const known = snapshots.map((snapshot) => ({
    value: snapshot.id,
    label: texts.option(format.dateTime(snapshot.createdAt), format.number(snapshot.rows)),
  }));
  // One that is older than those listed goes by its identifier.
  const optionsWith = (id: string) =>
    known.some((option) => option.value === id) ? known : [...known, { value: id, label: id }];
  const kinds = changeKinds.map((one) => ({ value: one, label: texts.kinds[one] }));
  return (
    <Form className="compare-form" method="get" action={`/datasets/${dataset}/compare`}>
      <SelectField label={texts.from} name="from" value={from} options={optionsWith(from)} />
      <SelectField label={texts.to} name="to" value={to} options={optionsWith(to)} />
      <SelectField
        label={texts.kind}
        name="kind"
        value={kind ?? ''}
        options={[{ value: '', label: texts.all }, ...kinds]}
      />
      <Button primary>{texts.submit}</Button>
    </Form>
  );
}
