import { useState } from 'react';
import type { FieldAmendment } from '#api/contract-amendments.ts';
import type { ProposedColumn } from '#api/proposals.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { FormField } from '../../ui/form-field/form-field.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { ColumnExceptions } from './column-exceptions.tsx';
import { ColumnSummary } from './column-summary.tsx';
import { ColumnMeaning } from './column-meaning.tsx';

export interface ColumnEditorProps {
  readonly column: ProposedColumn;
  readonly field: FieldAmendment;
  readonly choices: ProposalChoices;
  readonly onChange: (changed: Partial<FieldAmendment>) => void;
}

/** One column: what it becomes in a line, and behind it everything that can be said otherwise. */
export function ColumnEditor({ column, field, choices, onChange }: ColumnEditorProps) {
  const texts = useProposalTexts().column;
  const { labels } = field;
  // Of hundreds of columns few are opened; the lists of the others need not be there.
  const [open, setOpen] = useState(false);
  return (
    <details
      className={field.keep ? 'column-editor' : 'column-editor column-editor--left'}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <ColumnSummary column={column} field={field} codeLists={choices.codeLists} />
      </summary>
      {open && (
        <div className="column-editor__fields">
          <p className="soft">
            {texts.heading(column.heading || texts.noHeading)}
            {column.samples.length > 0 && <>. {texts.samples(column.samples.join('; '))}</>}
            {column.missing.length > 0 && <>. {texts.missing(column.missing.map((sign) => `«${sign}»`).join(', '))}</>}
          </p>
          <ColumnExceptions exceptions={column.exceptions} />
          <Tick label={texts.keep} value={field.keep} onTick={(keep) => onChange({ keep })} />
          {field.keep && (
            <>
              <Tick label={texts.key} value={field.key} onTick={(key) => onChange({ key })} />
              <Tick
                label={texts.required}
                value={field.required || field.key}
                fixed={field.key}
                onTick={(required) => onChange({ required })}
              />
              <FormField
                label={texts.labelVi}
                value={labels.vi}
                onChange={(event) => onChange({ labels: { ...labels, vi: event.target.value } })}
              />
              <FormField
                label={texts.labelEn}
                value={labels.en}
                onChange={(event) => onChange({ labels: { ...labels, en: event.target.value } })}
              />
              <FormField
                label={texts.name}
                note={texts.nameNote}
                value={field.name}
                spellCheck={false}
                autoCapitalize="none"
                onChange={(event) => onChange({ name: event.target.value })}
              />
              <ColumnMeaning field={field} choices={choices} onChange={onChange} />
            </>
          )}
        </div>
      )}
    </details>
  );
}

interface TickProps {
  readonly label: string;
  readonly value: boolean;
  readonly fixed?: boolean;
  readonly onTick: (value: boolean) => void;
}

function Tick({ label, value, fixed = false, onTick }: TickProps) {
  return (
    <label className="tick">
      <input type="checkbox" checked={value} disabled={fixed} onChange={(event) => onTick(event.target.checked)} />
      {label} {fixed && <Mark kind="check" />}
    </label>
  );
}
