import { encodingTitles, type EncodingCandidate } from '#api/encodings.ts';
import { useReadingTexts } from '../../messages/reading-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface EncodingEvidenceProps {
  readonly candidates: readonly EncodingCandidate[];
}

/** What spoke for the encoding that was taken, and for the others. */
export function EncodingEvidence({ candidates }: EncodingEvidenceProps) {
  const { format } = useLocale();
  const texts = useReadingTexts();
  const before = candidates.find(({ example }) => example !== null)?.example?.before;
  return (
    <details>
      <summary>{texts.evidence}</summary>
      {before !== undefined && <p>{texts.before(before)}</p>}
      <table className="evidence">
        <thead>
          <tr>
            <th scope="col">{texts.encoding}</th>
            <th scope="col">{texts.share}</th>
            <th scope="col">{texts.example}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ name, share, example }) => (
            <tr key={name}>
              <th scope="row">{encodingTitles[name]}</th>
              <td className="figures">{format.percent(share * 100)}</td>
              <td>{example?.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
