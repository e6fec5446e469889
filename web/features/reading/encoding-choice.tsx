import { useId } from 'react';
import { encodingNames, encodingTitles, type EncodingName } from '#api/encodings.ts';
import { useReadingTexts } from '../../messages/reading-texts.ts';

export interface EncodingChoiceProps {
  /** What stands chosen; '': the text is judged. */
  readonly chosen?: EncodingName | '';
  readonly onChoose?: (name: string) => void;
}

/** The field `encoding` of a form, which the browser keeps. */
export function EncodingChoice({ chosen = '', onChoose }: EncodingChoiceProps) {
  const texts = useReadingTexts();
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{texts.field}</label>
      <select id={id} name="encoding" defaultValue={chosen} onChange={(event) => onChoose?.(event.target.value)}>
        <option value="">{texts.judged}</option>
        {encodingNames.map((name) => (
          <option key={name} value={name}>
            {encodingTitles[name]}
          </option>
        ))}
      </select>
    </div>
  );
}
