import { problemText } from '../../messages/problems.ts';
import { useReadingTexts } from '../../messages/reading-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import type { LongFormPreview as Preview } from './preview-long-form.ts';

export interface LongFormPreviewProps {
  readonly preview: Preview;
}

/** What the first rows of a crosstab look like, told as rows; or why that cannot be shown. */
export function LongFormPreview({ preview }: LongFormPreviewProps) {
  const { messages, format, language } = useLocale();
  const { longForm: texts } = useReadingTexts();
  if (preview.kind === 'none') return <p>{texts.none}</p>;
  if (preview.kind === 'refused') {
    const said = problemText(preview.code, language);
    return (
      <p>
        {texts.failed}: {said?.title ?? preview.code}. {said?.mend}
      </p>
    );
  }
  return (
    <>
      {preview.masked && <p className="soft">{texts.masked}</p>}
      {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="data-table-scroll" aria-label={messages.words.scroll(texts.preview)} tabIndex={0}>
        <table className="data-table">
          <caption>
            {texts.preview}{' '}
            <span className="soft">
              {texts.first(format.number(preview.rows.length), format.number(preview.rowCount))}
            </span>
          </caption>
          <thead>
            <tr>
              {preview.columns.map((heading, column) => (
                <th key={`${column} ${heading}`} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, index) => (
              // Rows of a file have no identity but their place.
              <tr key={index}>
                {row.map((text, column) => (
                  <td key={`${column} ${preview.columns[column]}`}>
                    {text === '' ? <span className="soft">–</span> : text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
