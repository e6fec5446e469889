import { useId } from 'react';
import { useReadingTexts } from '../../messages/reading-texts.ts';

export interface LongFormChoiceProps {
  /** What stands chosen; null: as the contract asks. */
  readonly chosen?: boolean | null;
  readonly onChoose?: (asked: string) => void;
}

/** The field `longForm` of a form, which the browser keeps: `true`, `false`, or nothing. */
export function LongFormChoice({ chosen = null, onChoose }: LongFormChoiceProps) {
  const { longForm: texts } = useReadingTexts();
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{texts.field}</label>
      <select
        id={id}
        name="longForm"
        defaultValue={chosen === null ? '' : String(chosen)}
        onChange={(event) => onChoose?.(event.target.value)}
      >
        <option value="">{texts.judged}</option>
        <option value="true">{texts.long}</option>
        <option value="false">{texts.wide}</option>
      </select>
    </div>
  );
}
