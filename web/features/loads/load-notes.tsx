import { Link } from 'react-router';
import { mendText } from '#api/mends.ts';
import type { CheckResult } from '#api/quality.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import type { DescribedDataset } from './describe-dataset.ts';

export interface LoadNotesProps {
  readonly result: CheckResult;
  readonly dataset: DescribedDataset;
  /** Where the load's columns are mapped; null: its file is not kept. */
  readonly mapping: string | null;
}

/** What the reader had to say, what was mended on the way in, and what could not be checked. */
export function LoadNotes({ result, dataset, mapping }: LoadNotesProps) {
  const { messages, format, language } = useLocale();
  const texts = messages.load;
  return (
    <div className="load-notes">
      {mapping !== null && (
        <p>
          {result.mapping !== undefined &&
            result.mapping !== null &&
            (result.mapping.version === null
              ? messages.mapping.usedFile
              : messages.mapping.usedHere(format.number(result.mapping.version)))}{' '}
          <Link to={mapping}>{messages.mapping.again}</Link>
        </p>
      )}
      {result.warnings.length > 0 && (
        <section>
          <h2>{texts.warnings}</h2>
          <ul>
            {result.warnings.map((warning) => (
              <li key={warning.code + warning.message.vi}>{warning.message[language]}</li>
            ))}
          </ul>
        </section>
      )}
      {result.mended.length > 0 && (
        <section>
          <h2>{texts.mended}</h2>
          <p className="soft">{texts.mendedNote}</p>
          <ul>
            {result.mended.map(({ field, mend, rows }) => (
              <li key={`${field} ${mend}`}>
                {dataset.labels[field] ?? field}: {mendText(mend)[language]}, {texts.mendedRows(format.number(rows))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {result.notChecked.length > 0 && (
        <section>
          <h2>{texts.notChecked}</h2>
          <ul>
            {result.notChecked.map((rule) => (
              <li key={rule}>
                {dataset.sentences[rule] ?? ''} <code>{rule}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
