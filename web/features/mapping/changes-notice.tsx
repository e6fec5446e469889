import type { FormChanges, ProposedColumn } from '#api/mappings.ts';
import { useMappingTexts } from '../../messages/mapping-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { columnLetter } from './column-letter.ts';

export interface ChangesNoticeProps {
  readonly changes: FormChanges;
  /** Of the form as it is now. */
  readonly columns: readonly ProposedColumn[];
}

/** What moved, is new, is gone, was renamed in a form that was mapped before. */
export function ChangesNotice({ changes, columns }: ChangesNoticeProps) {
  const { format, language } = useLocale();
  const texts = useMappingTexts();
  const quoted = (text: string) => (language === 'vi' ? `«${text}»` : `“${text}”`);
  const placed = (text: string) => {
    const place = columns.findIndex(({ heading }) => heading === text);
    return place < 0 ? quoted(text) : `${quoted(text)} (${texts.column(columnLetter(place))})`;
  };
  const parts = [
    [texts.renamed, changes.renamed.map(({ from, to }) => `${quoted(from)} ${texts.to} ${placed(to)}`)],
    [texts.gone, changes.gone.map(quoted)],
    [texts.added, changes.added.map(placed)],
    [texts.moved, changes.moved.map(placed)],
  ] as const;
  return (
    <Notice tone="warn" title={texts.changed}>
      {changes.version !== null && <p>{texts.changedNote(format.number(changes.version))}</p>}
      <dl className="mapping-changes">
        {parts.map(
          ([name, headings]) =>
            headings.length > 0 && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{headings.join(', ')}</dd>
              </div>
            ),
        )}
      </dl>
    </Notice>
  );
}
