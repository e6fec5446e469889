import { memo } from 'react';
import type { ClipboardEvent, MouseEvent } from 'react';
import type { RejectedRow, SuggestedMend } from '#api/mending.ts';
import type { MendColumn, MendPage } from '#api/web-services/mending.ts';
import { useMendTexts } from '../../messages/mend-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { toneOfSeverity } from '../../ui/status/status.tsx';
import { choicesId } from './code-choices.tsx';
import type { judgeRow } from './judging/judge-row.ts';
import { findRowFaults, type CellFault, type RowEdits } from './row-faults.ts';
import { firstSentence } from './fault-words.ts';
import { cellName, rowName, suggestionValue, takeValue } from './sent-form.ts';
import { shownCell, type Change } from './use-mended-rows.ts';

export interface MendRowProps {
  /** On the page, from 0. */
  readonly number: number;
  readonly row: RejectedRow;
  readonly columns: readonly MendColumn[];
  readonly context: readonly string[];
  readonly page: Pick<MendPage, 'columns' | 'form' | 'suggestions'>;
  readonly labels: Readonly<Record<string, string>>;
  readonly edits: RowEdits | undefined;
  readonly judge: typeof judgeRow | undefined;
  /** On which row a fault is said first, by its words. */
  readonly told: ReadonlyMap<string, number>;
  readonly disabled: boolean;
  /** Whether some row of the page was changed. */
  readonly unsent: boolean;
  readonly change: (change: Change) => void;
  readonly paste: (row: number, heading: string, event: ClipboardEvent<HTMLInputElement>) => void;
}

/** One rejected row: its place, and every cell as it is being mended with what is wrong with it. */
export const MendRow = memo(function MendRow(props: MendRowProps) {
  const { number, row, columns, context, page, edits } = props;
  const { language, format } = useLocale();
  const texts = useMendTexts().grid;
  const faults = findRowFaults({ ...page, row, edits, judge: props.judge, language, texts });
  return (
    <tr className={edits === undefined ? undefined : 'mend__changed'}>
      <th scope="row" className="numeric">
        <span className="unseen">{texts.row} </span>
        {format.number(row.row)}
        {row.table !== null && <small>{row.table}</small>}
        <input
          type="hidden"
          name={rowName(number)}
          value={JSON.stringify({ table: row.table, row: row.row, values: row.values })}
        />
        {row.kind === 'duplicate' && <small>{texts.duplicate}</small>}
        {faults.row.map((fault) => (
          <Fault key={fault.words} fault={fault} whole={(props.told.get(fault.words) ?? number) === number} />
        ))}
      </th>
      {columns.map((column) => (
        <MendCell
          key={column.heading}
          {...props}
          column={column}
          shown={context.includes(column.heading)}
          faults={faults.cells.get(column.heading) ?? []}
          touched={faults.touched.has(column.heading)}
        />
      ))}
    </tr>
  );
});

interface MendCellProps extends MendRowProps {
  readonly column: MendColumn;
  readonly shown: boolean;
  readonly faults: readonly CellFault[];
  readonly touched: boolean;
}

function MendCell({ number, row, column, page, labels, edits, disabled, change, paste, ...cell }: MendCellProps) {
  const { messages, format } = useLocale();
  const texts = useMendTexts().grid;
  const { heading, field } = column;
  const { faults } = cell;
  const label = field === null ? heading : (labels[field] ?? heading);
  const edited = edits?.has(heading) === true;
  const worst = faults.some(({ severity }) => severity === 'error') ? 'error' : faults.length > 0 ? 'warn' : undefined;
  const kind = worst ?? (edited ? 'good' : cell.touched ? 'touched' : undefined);
  const className = ['mend__cell', kind && `mend__cell--${kind}`, !cell.shown && 'mend__other']
    .filter(Boolean)
    .join(' ');
  if (!Object.hasOwn(row.values, heading)) return <td className={className}>–</td>;

  const form = page.form.fields.find(({ name }) => name === field);
  const place = Object.keys(row.values).indexOf(heading);
  const name = cellName(number, place);
  const was = shownCell(row.values[heading]);
  const take = (suggestion: string) => (event: MouseEvent) => {
    event.preventDefault();
    change({ kind: 'cells', cells: [{ row: number, heading, value: suggestion }] });
  };
  return (
    <td className={className} data-label={label}>
      {edited && <del className="mend__was">{was === '' ? messages.load.empty : was}</del>}
      <input
        name={name}
        value={edits?.get(heading) ?? was}
        aria-label={texts.cell(label, format.number(row.row))}
        aria-invalid={worst === 'error' || undefined}
        aria-describedby={faults.length > 0 ? `${name}-said` : undefined}
        list={form && choicesId(form)}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        onChange={(event) => change({ kind: 'cells', cells: [{ row: number, heading, value: event.target.value }] })}
        onPaste={(event) => paste(number, heading, event)}
      />
      <div id={`${name}-said`} className="mend__said">
        {faults.map((fault) => (
          <Fault key={fault.words} fault={fault} whole={(cell.told.get(fault.words) ?? number) === number} />
        ))}
        {kind === 'good' && (
          <p>
            <Mark kind="good" /> {texts.good}
          </p>
        )}
        {column.masked && !disabled && !edited && faults.length > 0 && <p className="soft">{texts.masked}</p>}
      </div>
      {!disabled &&
        faults.map(
          ({ suggestion, rule }) =>
            suggestion !== null && (
              <p key={rule} className="mend__take">
                <button
                  className="button"
                  name="take"
                  value={takeValue(number, place, suggestion)}
                  onClick={take(suggestion)}
                >
                  {texts.use(suggestion)}
                </button>
                <Alike mend={findAlike(page.suggestions, rule, row.values[heading])} disabled={cell.unsent} />
              </p>
            ),
        )}
    </td>
  );
}

/** The same mend for every row alike, where there are several. Changes that were not sent would be lost. */
function Alike({ mend, disabled }: { readonly mend: SuggestedMend | undefined; readonly disabled: boolean }) {
  const { format } = useLocale();
  const texts = useMendTexts();
  if (mend === undefined || mend.rows < 2) return null;
  return (
    <button className="button" name="suggestion" value={suggestionValue(mend)} disabled={disabled}>
      {texts.grid.alike(format.number(mend.rows))}
    </button>
  );
}

function findAlike(suggestions: readonly SuggestedMend[], rule: string, value: string | null | undefined) {
  return suggestions.find((mend) => mend.rule === rule && mend.value === value);
}

interface FaultProps {
  readonly fault: CellFault;
  /** Whether it is said whole: further rows of a page say the same in short, and stay low. */
  readonly whole: boolean;
}

function Fault({ fault: { severity, words }, whole }: FaultProps) {
  const { messages } = useLocale();
  const short = firstSentence(words);
  return (
    <p className={`mend__fault mend__fault--${severity}`} title={whole || short === words ? undefined : words}>
      <Mark kind={toneOfSeverity(severity)} />
      <span>
        <span className="unseen">{messages.severity[severity]}: </span>
        {whole ? words : short}
      </span>
    </p>
  );
}
