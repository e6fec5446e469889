import { Form } from 'react-router';
import { encodingTitles, type EncodingCandidate, type EncodingName } from '#api/encodings.ts';
import { useEncodingTexts } from '../../messages/encoding-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EncodingChoice } from './encoding-choice.tsx';

export interface ReadInEncodingProps {
  /** As somebody asked for it; null: the text was judged. */
  readonly asked: EncodingName | null;
  /** What spoke for the reading and against others; empty: it needed none. */
  readonly evidence: readonly EncodingCandidate[];
}

/** How the text of a load's file was read, and the way to have it read otherwise. */
export function ReadInEncoding({ asked, evidence }: ReadInEncodingProps) {
  const texts = useEncodingTexts();
  return (
    <section className="read-in-encoding">
      <h2>{texts.wrongLetters}</h2>
      {asked !== null && <p>{texts.asked(encodingTitles[asked])}</p>}
      {evidence.length > 0 && <Evidence candidates={evidence} />}
      <p className="soft">{texts.note}</p>
      <Form method="post" className="read-in-encoding__form">
        <EncodingChoice chosen={asked ?? ''} />
        <Button name="intent" value="read-in-encoding">
          {texts.readAgain}
        </Button>
      </Form>
    </section>
  );
}

function Evidence({ candidates }: { readonly candidates: readonly EncodingCandidate[] }) {
  const { format } = useLocale();
  const texts = useEncodingTexts();
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
