import { useLocation } from 'react-router';
import { rightName } from '../../messages/right-name.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { CellValue } from './cell-value.tsx';
import { digitsOf } from './column-digits.ts';
import type { ShownDataset } from './shown-dataset.ts';

export interface RowsSectionProps {
  readonly page: Pick<ShownDataset, 'item' | 'rows' | 'fields' | 'snapshot'>;
}

export function RowsSection({ page }: RowsSectionProps) {
  const { messages } = useLocale();
  if (page.snapshot === null) return null;
  return (
    <section className="section" id="rows">
      <h2>
        {messages.dataset.rows} {page.item.synthetic && <SyntheticTag />}
      </h2>
      <Rows page={page} />
    </section>
  );
}

function Rows({ page }: RowsSectionProps) {
  const { messages, format, language } = useLocale();
  const location = useLocation();
  const { dataset, site } = messages;
  const { rows, fields, snapshot } = page;
  if (rows.kind === 'sign-in-needed') {
    const next = new URLSearchParams({ next: location.pathname + location.search });
    return (
      <Notice tone="none" title={dataset.rowsSignIn} heading="h3">
        <p>{dataset.rowsSignInNote}</p>
        <p>
          <ButtonLink to={`/sign-in?${next}`}>{site.signIn}</ButtonLink>
        </p>
      </Notice>
    );
  }
  if (rows.kind === 'forbidden') {
    return (
      <Notice tone="none" title={dataset.rowsDenied} heading="h3">
        <p>{dataset.rowsDeniedNote(rightName(rows.missing, language))}</p>
      </Notice>
    );
  }
  if (rows.kind === 'unreadable') {
    return (
      <Notice tone="bad" title={dataset.rowsUnreadable} heading="h3">
        <p>{dataset.rowsUnreadableNote}</p>
      </Notice>
    );
  }
  const columns = fields.map((field) => {
    const values = rows.rows.map((row) => row[field.name] ?? null);
    const numeric = field.type === 'integer' || field.type === 'number';
    return { ...field, numeric, digits: digitsOf(values) };
  });
  return (
    <>
      <p className="section-note">
        {dataset.rowsNote(format.number(rows.rows.length), format.number(snapshot?.rows ?? rows.rows.length))}
      </p>
      <DataTable name={dataset.rows} narrow="scroll" columns={columns}>
        {rows.rows.map((row, index) => (
          // Rows have no identity of their own here: the first of a snapshot, in its order.
          <tr key={index}>
            {columns.map((column) => (
              <Cell key={column.name} label={column.label} numeric={column.numeric}>
                <CellValue value={row[column.name] ?? null} type={column.type} digits={column.digits} />
              </Cell>
            ))}
          </tr>
        ))}
      </DataTable>
    </>
  );
}
