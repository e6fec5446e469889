import type { FieldView } from '#api/web-services.ts';
import type { Messages } from '../../messages/messages.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';

export interface FieldsSectionProps {
  readonly fields: readonly FieldView[];
  readonly version: string;
}

export function FieldsSection({ fields, version }: FieldsSectionProps) {
  const { messages, format } = useLocale();
  const { dataset } = messages;
  const headings = dataset.field;
  return (
    <section className="section" id="fields">
      <h2>{dataset.fields}</h2>
      <p className="section-note">{dataset.fieldsNote(format.number(fields.length), version)}</p>
      <DataTable
        name={dataset.fields}
        narrow="stack"
        columns={[headings.label, headings.name, headings.type, headings.meaning, headings.notes].map((label) => ({
          label,
        }))}
      >
        {fields.map((field) => (
          <tr key={field.name}>
            <Cell header label={headings.label}>
              {field.label}
            </Cell>
            <Cell label={headings.name}>
              <code className="unbroken">{field.name}</code>
            </Cell>
            <Cell label={headings.type}>
              <TypeWord type={field.type} />
            </Cell>
            <Cell label={headings.meaning}>{field.description}</Cell>
            <Cell label={headings.notes}>{notesOn(field, messages)}</Cell>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

function TypeWord({ type }: { readonly type: string }) {
  const { messages } = useLocale();
  const words: Readonly<Record<string, string>> = messages.type;
  return <span className="unbroken">{words[type] ?? type}</span>;
}

function notesOn(field: FieldView, { dataset, words, personal }: Messages): string | null {
  const notes = [
    field.key ? dataset.key : field.required && words.required,
    field.codeList && dataset.codeList(field.codeList),
    field.personal !== 'none' && personal[field.personal],
    field.masked && dataset.masked,
  ].filter(Boolean);
  return notes.length > 0 ? notes.join(' · ') : null;
}
