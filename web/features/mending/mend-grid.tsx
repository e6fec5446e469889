import { useCallback, useMemo, useState } from 'react';
import type { ClipboardEvent } from 'react';
import { Form, useLocation, useNavigation } from 'react-router';
import type { MendPage } from '#api/web-services/mending.ts';
import { useMendTexts } from '../../messages/mend-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { useHydrated } from '../loads/use-hydrated.ts';
import { CodeChoices } from './code-choices.tsx';
import type { judgeRow } from './judging/judge-row.ts';
import { MendRow } from './mend-row.tsx';
import { orderColumns } from './order-columns.ts';
import { placeBlock, readBlock } from './paste-block.ts';
import { tellOnce } from './fault-words.ts';
import { findRowFaults, isRejectable } from './row-faults.ts';
import { useUnsentGuard } from './use-unsent-guard.ts';
import { placeOf, useMendedRows } from './use-mended-rows.ts';

export interface MendGridProps {
  readonly page: MendPage;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The rejected rows as a grid whose cells can be edited. It is a plain form: without a script the cells are sent as they
 * are, and the page's action finds out which have changed.
 */
export function MendGrid({ page, labels }: MendGridProps) {
  const locale = useLocale();
  const { language, messages, format } = locale;
  const texts = useMendTexts().grid;
  const { search } = useLocation();
  const busy = useNavigation().state !== 'idle';
  const hydrated = useHydrated();
  const [mended, change] = useMendedRows(page.rows);
  const [judge, setJudge] = useState<{ readonly judgeRow: typeof judgeRow }>();
  const { columns, context } = useMemo(() => orderColumns(page), [page]);
  const told = useMemo(() => tellOnce(page.rows, language), [page, language]);

  /** Rules, and the engine of their patterns, come when somebody begins to edit. */
  async function prepare() {
    const { judgeRow } = await import('./judging/judge-row.ts');
    setJudge({ judgeRow });
  }

  const paste = useCallback(
    (row: number, heading: string, event: ClipboardEvent<HTMLInputElement>) => {
      const block = readBlock(event.clipboardData.getData('text/plain'));
      if (block.length === 1 && block[0]?.length === 1) return;
      event.preventDefault();
      const headings = columns.map((column) => column.heading);
      change({ kind: 'cells', cells: placeBlock(block, { row, heading }, headings) });
    },
    [columns, change],
  );

  const asked = { columns: page.columns, form: page.form, judge: judge?.judgeRow, language, texts };
  const changed = page.rows.filter((row) => mended.has(placeOf(row)));
  const sending = useUnsentGuard(changed.length > 0, texts.unsent);
  const faulty = changed.filter((row) =>
    isRejectable(findRowFaults({ ...asked, row, edits: mended.get(placeOf(row)) })),
  ).length;

  return (
    <Form
      className="mend"
      method="post"
      action={search}
      onFocus={judge ? undefined : () => void prepare()}
      onSubmit={sending}
    >
      <CodeChoices form={page.form} />
      {page.abilities.correct && <p className="mend__note soft">{texts.note}</p>}
      {columns.length > context.length && (
        <label className="mend__all">
          <input type="checkbox" /> {texts.allColumns}
        </label>
      )}
      {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="mend__scroll" aria-label={messages.words.scroll(texts.name)} tabIndex={0}>
        <table className="mend__table" aria-label={texts.name}>
          <thead>
            <tr>
              <th scope="col" className="numeric">
                {texts.row}
              </th>
              {columns.map(({ heading, field }) => (
                <th key={heading} scope="col" className={context.includes(heading) ? undefined : 'mend__other'}>
                  {field === null ? heading : (labels[field] ?? heading)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row, number) => (
              <MendRow
                key={placeOf(row)}
                number={number}
                row={row}
                columns={columns}
                context={context}
                page={page}
                labels={labels}
                edits={mended.get(placeOf(row))}
                judge={asked.judge}
                told={told}
                disabled={!page.abilities.correct}
                unsent={changed.length > 0}
                change={change}
                paste={paste}
              />
            ))}
          </tbody>
        </table>
      </section>
      {page.abilities.correct && (
        <div className="mend__bar">
          <p aria-live="polite">
            {changed.length === 0
              ? hydrated && texts.nothing
              : `${texts.changed(format.number(changed.length))} ${faulty === 0 ? '' : texts.stillFaulty(format.number(faulty))}`}
          </p>
          {changed.length > 0 && (
            <button type="button" className="button" onClick={() => change({ kind: 'undo' })}>
              {texts.undo}
            </button>
          )}
          <Button primary name="intent" value="rows" disabled={busy || (hydrated && changed.length === 0)}>
            {hydrated && changed.length > 0 ? texts.sendCount(format.number(changed.length)) : texts.send}
          </Button>
        </div>
      )}
    </Form>
  );
}
