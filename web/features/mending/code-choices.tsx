import type { FormField, FormRules } from '#api/form-rules.ts';
import { useLocale } from '../../messages/use-locale.tsx';

export interface CodeChoicesProps {
  readonly form: FormRules;
}

/** What a cell of a field can be filled from; undefined: it is typed freely. */
export function choicesId({ name, checks }: FormField): string | undefined {
  return checks.some(({ kind }) => kind === 'code-list' || kind === 'enum') ? `choices-${name}` : undefined;
}

/** Codes and values to choose from while one types, one list a field. */
export function CodeChoices({ form }: CodeChoicesProps) {
  return form.fields.map((field) => {
    const id = choicesId(field);
    return id === undefined ? null : (
      <datalist key={id} id={id}>
        <Choices field={field} />
      </datalist>
    );
  });
}

function Choices({ field }: { readonly field: FormField }) {
  const { language } = useLocale();
  const choices = field.checks.flatMap((check): readonly { readonly value: string; readonly label: string }[] => {
    if (check.kind === 'enum') return check.values.map((value) => ({ value, label: '' }));
    if (check.kind !== 'code-list') return [];
    const { validOn } = check;
    const valid = check.codes.filter(
      ({ validFrom, validTo }) =>
        validOn.kind === 'field' ||
        ((validFrom === null || validFrom <= validOn.day) && (validTo === null || validOn.day <= validTo)),
    );
    return valid.map(({ code, name }) => ({ value: code, label: name[language] }));
  });
  return choices.map(({ value, label }) => (
    <option key={`${value} ${label}`} value={value}>
      {label === '' ? value : `${value} ${label}`}
    </option>
  ));
}
