import { useId } from 'react';
import { encodingNames, encodingTitles, type EncodingName } from '#api/encodings.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface EncodingChoiceProps {
  /** What stands chosen; '': the text is judged. */
  readonly chosen?: EncodingName | '';
  readonly onChoose?: (name: string) => void;
}

/** The field `encoding` of a form, which the browser keeps. */
export function EncodingChoice({ chosen = '', onChoose }: EncodingChoiceProps) {
  const { messages } = useLocale();
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{messages.encodings.field}</label>
      <select id={id} name="encoding" defaultValue={chosen} onChange={(event) => onChoose?.(event.target.value)}>
        <option value="">{messages.encodings.judged}</option>
        {encodingNames.map((name) => (
          <option key={name} value={name}>
            {encodingTitles[name]}
          </option>
        ))}
      </select>
    </div>
  );
}
