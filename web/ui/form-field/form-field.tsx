import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';

export interface FormFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  readonly label: string;
  readonly note?: ReactNode;
}

/** A labelled input, its note read with it. */
export function FormField({ label, note, ...input }: FormFieldProps) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {note && <p id={`${id}note`}>{note}</p>}
      <input id={id} aria-describedby={note ? `${id}note` : undefined} {...input} />
    </div>
  );
}

export interface TextAreaFieldProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> {
  readonly label: string;
  readonly note?: ReactNode;
}

/** As FormField, for a few sentences. */
export function TextAreaField({ label, note, ...area }: TextAreaFieldProps) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {note && <p id={`${id}note`}>{note}</p>}
      <textarea id={id} aria-describedby={note ? `${id}note` : undefined} {...area} />
    </div>
  );
}

export interface SelectFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function SelectField({ label, name, value, options }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue={value} key={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
