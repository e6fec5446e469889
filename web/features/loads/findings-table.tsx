import type { Finding } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { toneOfSeverity } from '../../ui/status/status.tsx';

export interface FindingsTableProps {
  readonly findings: readonly Finding[];
  readonly labels: Readonly<Record<string, string>>;
}

/** One finding a line: where, what was found, why, and the mend where one is certain. */
export function FindingsTable({ findings, labels }: FindingsTableProps) {
  const { messages, format, language } = useLocale();
  const texts = messages.load;
  const { columns } = texts;
  const tables = new Set(findings.map((finding) => finding.table)).size > 1;
  return (
    <DataTable
      name={texts.findings}
      narrow="stack"
      columns={[
        { label: columns.row, numeric: true },
        { label: columns.field },
        { label: columns.value },
        { label: columns.message },
        { label: columns.suggestion },
      ]}
    >
      {findings.map((finding, index) => {
        const fields = finding.fields ?? (finding.field === null ? [] : [finding.field]);
        return (
          // A row may break a rule in several fields: place and rule together do not always tell findings apart.
          <tr key={`${finding.table} ${finding.row} ${finding.rule} ${index}`}>
            <Cell header numeric label={columns.row}>
              {format.number(finding.row)}
              {tables && finding.table !== null && <small> {finding.table}</small>}
            </Cell>
            <Cell label={columns.field}>{fields.map((field) => labels[field] ?? field).join(', ') || null}</Cell>
            <Cell label={columns.value}>
              <span className={`found found--${finding.severity}`}>
                <Mark kind={toneOfSeverity(finding.severity)} />
                <span className="unseen">{messages.severity[finding.severity]}: </span>
                <span>{finding.value?.trim() ? finding.value : texts.empty}</span>
              </span>
            </Cell>
            <Cell label={columns.message}>{finding.message[language]}</Cell>
            <Cell label={columns.suggestion}>
              {finding.suggestion === undefined ? null : <b className="suggested">{finding.suggestion}</b>}
            </Cell>
          </tr>
        );
      })}
    </DataTable>
  );
}
