import type { FieldView } from '#api/web-services.ts';
import type { ChangeKind, ChangeView, RowValues } from '#api/web-services/versions.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';
import { Status, type Tone } from '../../ui/status/status.tsx';
import { CellValue } from '../dataset/cell-value.tsx';
import { digitsOf } from '../dataset/column-digits.ts';
import { ChangedValues } from './changed-values.tsx';

export interface ChangesTableProps {
  readonly changes: readonly ChangeView[];
  readonly fields: readonly FieldView[];
}

/** A field and how its numbers are written. */
export interface ComparedField extends FieldView {
  readonly digits: number | null;
}

const toneOf: Readonly<Record<ChangeKind, Tone>> = { added: 'good', changed: 'info', removed: 'bad' };

/** A row that differs per line: which one, and what of it. */
export function ChangesTable({ changes, fields }: ChangesTableProps) {
  const { messages } = useLocale();
  const texts = messages.versions.compare;
  const compared = fields.map((field) => ({ ...field, digits: digitsOf(valuesOf(changes, field.name)) }));
  const keys = compared.filter((field) => field.key);
  const { columns } = texts;
  return (
    <DataTable
      name={texts.heading}
      narrow="stack"
      columns={[{ label: columns.kind }, { label: columns.key }, { label: columns.values }]}
    >
      {changes.map((change, index) => (
        // Without a key, and where it is masked, nothing tells rows apart.
        <tr key={index}>
          <Cell label={columns.kind}>
            <Status tone={toneOf[change.kind]}>{texts.kinds[change.kind]}</Status>
          </Cell>
          <Cell header label={columns.key}>
            {change.key && <RowKey values={change.key} fields={keys} />}
          </Cell>
          <Cell label={columns.values}>
            <ChangedValues change={change} fields={compared} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  );
}

function RowKey({ values, fields }: { readonly values: RowValues; readonly fields: readonly ComparedField[] }) {
  return fields.map((field) => (
    <span key={field.name} className="change-key">
      <span className="soft">{field.label}</span>{' '}
      <CellValue value={values[field.name] ?? null} type={field.type} digits={field.digits} />
    </span>
  ));
}

function valuesOf(changes: readonly ChangeView[], name: string) {
  return changes.flatMap(({ before, after }) => [before?.[name] ?? null, after?.[name] ?? null]);
}
