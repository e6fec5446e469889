import { Form, Link } from 'react-router';
import { encodingTitles, type EncodingCandidate } from '#api/encodings.ts';
import type { LoadView } from '#api/loads.ts';
import { useReadingTexts } from '../../messages/reading-texts.ts';
import { Button } from '../../ui/button/button.tsx';
import { EncodingChoice } from './encoding-choice.tsx';
import { EncodingEvidence } from './encoding-evidence.tsx';
import { LongFormChoice } from './long-form-choice.tsx';
import { LongFormPreview } from './long-form-preview.tsx';
import type { LongFormPreview as Preview } from './preview-long-form.ts';

export interface ReadOtherwiseProps {
  /** As somebody asked for it to be read. */
  readonly asked: Pick<LoadView, 'encoding' | 'longForm'>;
  /** What spoke for the reading of its text and against others; empty: it needed none. */
  readonly evidence: readonly EncodingCandidate[];
  /** Of its crosstab; null: nobody asked to see it. */
  readonly preview: Preview | null;
  /** It may well be read wrongly. */
  readonly open: boolean;
}

/** How a load's file was read, and the way to have it read otherwise. */
export function ReadOtherwise({ asked, evidence, preview, open }: ReadOtherwiseProps) {
  const texts = useReadingTexts();
  const longForm = preview?.kind === 'rows' ? true : asked.longForm;
  return (
    <details className="read-otherwise" id="reading" open={open || preview !== null}>
      <summary>{texts.title}</summary>
      <div className="read-otherwise__body">
        {asked.encoding !== null && <p>{texts.asked(encodingTitles[asked.encoding])}</p>}
        {asked.longForm !== null && <p>{asked.longForm ? texts.longForm.asked : texts.longForm.refused}</p>}
        {evidence.length > 0 && <EncodingEvidence candidates={evidence} />}
        <p className="soft">{texts.note}</p>
        <Form method="post" className="read-otherwise__form">
          <EncodingChoice chosen={asked.encoding ?? ''} />
          {/* What was looked at is chosen, also where the page has stood before. */}
          <LongFormChoice key={String(longForm)} chosen={longForm} />
          <Button name="intent" value="read-otherwise">
            {texts.readAgain}
          </Button>
        </Form>
        {preview === null ? (
          <p>
            <Link to="?preview=long#reading" preventScrollReset>
              {texts.longForm.look}
            </Link>
          </p>
        ) : (
          <LongFormPreview preview={preview} />
        )}
      </div>
    </details>
  );
}
