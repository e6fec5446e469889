import type { FormLook, LookRow, ProposedColumn } from '#api/mappings.ts';
import { useMappingTexts } from '../../messages/mapping-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { columnLetter } from './column-letter.ts';
import { confidenceWords } from './confidence-words.ts';
import type { Assignment } from './use-assignment.ts';

export interface SheetLookProps {
  readonly look: FormLook;
  readonly assignment: Assignment;
  /** The column that a field is held over. */
  readonly over: number | null;
  readonly disabled: boolean;
}

/** A table as it stands in its sheet, with the field of each column above it. A field is dropped anywhere on a column. */
export function SheetLook({ look, assignment, over, disabled }: SheetLookProps) {
  const { messages, format } = useLocale();
  const texts = useMappingTexts();
  const places = Array.from({ length: look.width }, (_, column) => column);
  const shownData = look.rows.filter(({ kind }) => kind === 'data').length;
  return (
    <section className="mapping__sheet" aria-labelledby="mapping-sheet">
      <h2 id="mapping-sheet">{texts.sheet}</h2>
      <p className="soft">{texts.sheetNote}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="mapping__scroll" aria-label={messages.words.scroll(texts.sheet)} tabIndex={0}>
        <table className="sheet">
          <thead>
            <tr>
              <th scope="row" colSpan={2}>
                {texts.fieldRow}
              </th>
              {places.map((column) => (
                <FieldChoice
                  key={column}
                  column={column}
                  proposed={look.columns[column]}
                  look={look}
                  assignment={assignment}
                  over={over === column}
                  disabled={disabled}
                />
              ))}
            </tr>
            <tr className="sheet__letters">
              <th scope="row" colSpan={2}>
                {texts.columnRow}
              </th>
              {places.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {columnLetter(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {look.rows.map((row, index) => (
              <SheetRow key={`${index} ${row.row}`} row={row} gap={isGap(look.rows, index)} width={look.width} />
            ))}
          </tbody>
        </table>
      </section>
      {look.columns.slice(look.width).map(({ heading }, extra) => (
        <input
          key={`${extra} ${heading}`}
          type="hidden"
          name="field"
          value={assignment.fields[look.width + extra] ?? ''}
        />
      ))}
      {look.rowCount > shownData && <p className="soft">{texts.more(format.number(look.rowCount - shownData))}</p>}
      {look.columns.length > look.width && (
        <p className="soft">{texts.wide(format.number(look.width), format.number(look.columns.length))}</p>
      )}
    </section>
  );
}

interface FieldChoiceProps extends Omit<SheetLookProps, 'over'> {
  readonly column: number;
  readonly proposed: ProposedColumn | undefined;
  readonly over: boolean;
}

function FieldChoice({ column, proposed, look, assignment, over, disabled }: FieldChoiceProps) {
  const { language } = useLocale();
  const texts = useMappingTexts();
  const field = assignment.fields[column] ?? null;
  const changed = assignment.changed.has(column);
  const doubtful = field !== null && !changed && proposed?.confidence === 'guess';
  const mark = field === null ? 'none' : doubtful ? 'warn' : 'good';
  const heading = proposed?.heading || texts.noHeading;
  return (
    <td className={`sheet__field sheet__field--${mark}${over ? ' sheet__field--over' : ''}`} data-column={column}>
      <span className="sheet__choice">
        <Mark kind={mark} />
        <select
          name="field"
          aria-label={texts.choose(columnLetter(column), heading)}
          value={field ?? ''}
          disabled={disabled}
          onChange={(event) => assignment.assign(column, event.target.value || null)}
        >
          <option value="">{texts.leftOut}</option>
          {look.fields.map(({ name, label, required }) => (
            <option key={name} value={name}>
              {label[language]}
              {required ? ' *' : ''}
            </option>
          ))}
        </select>
      </span>
      {field !== null && <small>{confidenceWords(texts, proposed, changed)}</small>}
    </td>
  );
}

interface SheetRowProps {
  readonly row: LookRow;
  /** Rows are left out above it. */
  readonly gap: boolean;
  readonly width: number;
}

function SheetRow({ row, gap, width }: SheetRowProps) {
  const texts = useMappingTexts();
  const skipped = row.kind !== 'data' && row.kind !== 'header';
  return (
    <>
      {gap && (
        <tr className="sheet__gap" aria-hidden="true">
          <td colSpan={width + 2}>⋮</td>
        </tr>
      )}
      <tr className={`sheet__row sheet__row--${row.kind}${skipped ? ' sheet__row--skipped' : ''}`}>
        <th scope="row">
          {texts.why[row.kind] ?? row.kind}
          {skipped && <span className="unseen"> ({texts.skipped})</span>}
        </th>
        <td className="sheet__number figures">
          <span className="unseen">{texts.rowNumber} </span>
          {row.row}
        </td>
        {row.cells.map(({ column, text, across, down }) => (
          <td
            key={column}
            data-column={column}
            colSpan={across > 1 ? across : undefined}
            rowSpan={down > 1 ? down : undefined}
            className={text !== null && /^[-+]?\d[\d.,]*%?$/.test(text) ? 'figures sheet__number-cell' : undefined}
          >
            {text}
          </td>
        ))}
      </tr>
    </>
  );
}

function isGap(rows: readonly LookRow[], index: number): boolean {
  const [before, here] = [rows[index - 1], rows[index]];
  return before !== undefined && here !== undefined && here.row - before.row > 50;
}
