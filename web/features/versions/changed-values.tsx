import type { ReactNode } from 'react';
import type { ChangeView, RowValues } from '#api/web-services/versions.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { CellValue } from '../dataset/cell-value.tsx';
import type { ComparedField } from './changes-table.tsx';

export interface ChangedValuesProps {
  readonly change: ChangeView;
  readonly fields: readonly ComparedField[];
}

/** Of a changed row the cells that differ, before and after; of one that came or went what it holds. */
export function ChangedValues({ change, fields }: ChangedValuesProps) {
  const { before, after } = change;
  if (change.kind === 'changed') {
    const changed = fields.filter((field) => change.fields.includes(field.name));
    return (
      <dl className="change-values">
        {changed.map((field) => (
          <ValueLine key={field.name} field={field}>
            <BeforeAndAfter field={field} before={before} after={after} />
          </ValueLine>
        ))}
      </dl>
    );
  }
  return <WholeRow values={(change.kind === 'added' ? after : before) ?? {}} fields={fields} />;
}

function BeforeAndAfter({
  field,
  before,
  after,
}: {
  readonly field: ComparedField;
  readonly before: RowValues | null;
  readonly after: RowValues | null;
}) {
  const { messages } = useLocale();
  const texts = messages.versions.compare;
  const [old, now] = [before?.[field.name] ?? null, after?.[field.name] ?? null];
  if (field.masked && old === now) return <span className="soft">{texts.maskedChange}</span>;
  return (
    <>
      <span className="unseen">{texts.before}: </span>
      <del>{old === null ? texts.nothing : <CellValue value={old} type={field.type} digits={field.digits} />}</del>{' '}
      <span aria-hidden="true">→</span> <span className="unseen">{texts.after}: </span>
      <ins>{now === null ? texts.nothing : <CellValue value={now} type={field.type} digits={field.digits} />}</ins>
    </>
  );
}

const valuesShown = 6;

/** The key stands beside it already. */
function WholeRow({ values, fields }: { readonly values: RowValues; readonly fields: readonly ComparedField[] }) {
  const { messages, format } = useLocale();
  const texts = messages.versions.compare;
  const held = fields.filter((field) => !field.key && (values[field.name] ?? null) !== null);
  const [first, others] = [held.slice(0, valuesShown), held.slice(valuesShown)];
  const lines = (some: readonly ComparedField[]) => (
    <dl className="change-values change-values--whole">
      {some.map((field) => (
        <ValueLine key={field.name} field={field}>
          <CellValue value={values[field.name] ?? null} type={field.type} digits={field.digits} />
        </ValueLine>
      ))}
    </dl>
  );
  return (
    <>
      {lines(first)}
      {others.length > 0 && (
        <details className="change-more">
          <summary>{texts.moreValues(format.number(others.length))}</summary>
          {lines(others)}
        </details>
      )}
    </>
  );
}

function ValueLine({ field, children }: { readonly field: ComparedField; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{field.label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
