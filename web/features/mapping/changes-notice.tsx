import type { FormChanges } from '#api/mappings.ts';
import { useMappingTexts } from '../../messages/mapping-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Notice } from '../../ui/notice/notice.tsx';

export interface ChangesNoticeProps {
  readonly changes: FormChanges;
}

/** What moved, is new, is gone, was renamed in a form that was mapped before. */
export function ChangesNotice({ changes }: ChangesNoticeProps) {
  const { format, language } = useLocale();
  const texts = useMappingTexts();
  const quoted = (text: string) => (language === 'vi' ? `«${text}»` : `“${text}”`);
  const parts = [
    [texts.renamed, changes.renamed.map(({ from, to }) => `${quoted(from)} ${texts.to} ${quoted(to)}`)],
    [texts.gone, changes.gone.map(quoted)],
    [texts.added, changes.added.map(quoted)],
    [texts.moved, changes.moved.map(quoted)],
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
