import type { FormLook, FormMapping } from '#api/mappings.ts';
import { useMappingTexts } from '../../messages/mapping-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { columnLetter } from './column-letter.ts';
import { constantPrefix } from './sent-mapping.ts';
import type { Assignment } from './use-assignment.ts';

export interface FieldListProps {
  readonly look: FormLook;
  readonly assignment: Assignment;
  readonly constants: FormMapping['constants'];
  readonly disabled: boolean;
  /** Fields that have a value for all rows, as it was typed. */
  readonly filled: ReadonlySet<string>;
  readonly onFill: (field: string, filled: boolean) => void;
}

/** The dataset's fields, each with its column or with the value that it has in every row; they are dragged onto columns. */
export function FieldList({ look, assignment, constants, disabled, filled, onFill }: FieldListProps) {
  const texts = useMappingTexts();
  return (
    <section className="mapping__fields" aria-labelledby="mapping-fields">
      <h2 id="mapping-fields">{texts.fields}</h2>
      <p className="soft">{texts.fieldsNote}</p>
      <ul>
        {look.fields.map((field) => (
          <FieldCard
            key={field.name}
            field={field}
            column={assignment.fields.indexOf(field.name)}
            constant={constants.find((one) => one.field === field.name)}
            ofUnit={look.unitField === field.name}
            filled={filled.has(field.name)}
            disabled={disabled}
            onFill={onFill}
          />
        ))}
      </ul>
      <p className="soft">{texts.constantNote}</p>
    </section>
  );
}

interface FieldCardProps extends Pick<FieldListProps, 'disabled' | 'onFill'> {
  readonly field: FormLook['fields'][number];
  /** -1: it has none. */
  readonly column: number;
  readonly constant: FormMapping['constants'][number] | undefined;
  /** It has a value for all rows. */
  readonly filled: boolean;
  readonly ofUnit: boolean;
}

function FieldCard({ field, column, constant, filled, ofUnit, disabled, onFill }: FieldCardProps) {
  const { language } = useLocale();
  const texts = useMappingTexts();
  const { name, label, required, key } = field;
  const open = column < 0 && !filled;
  // Without a script nobody says whether the column will still be there: what has one leaves the value out.
  const choice = (
    <div className="field-card__constant">
      <input
        name={`${constantPrefix}${name}`}
        aria-label={texts.constant(label[language])}
        placeholder={texts.constant(label[language])}
        defaultValue={constant?.from === 'value' ? (constant.value ?? '') : ''}
        maxLength={1000}
        disabled={disabled}
        onChange={(event) => onFill(name, event.target.value.trim() !== '')}
      />
      {ofUnit && (
        <label>
          <input
            type="checkbox"
            name="unit"
            value={name}
            defaultChecked={constant?.from === 'unit'}
            disabled={disabled}
            onChange={(event) => onFill(name, event.target.checked)}
          />{' '}
          {texts.ofUnit}
        </label>
      )}
    </div>
  );
  return (
    <li className={`field-card${open && required ? ' field-card--open' : ''}`} draggable={!disabled} data-field={name}>
      <Mark kind={open ? (required ? 'warn' : 'none') : 'good'} />
      <span className="field-card__name">
        <b>{label[language]}</b> <code>{name}</code>
        <small>
          {[key ? texts.key : null, required ? texts.required : texts.optional].filter(Boolean).join(' · ')}
        </small>
      </span>
      <span className="field-card__column">
        {column >= 0 ? texts.column(columnLetter(column)) : filled ? texts.oneValue : texts.noColumn}
      </span>
      {column < 0 ? choice : <noscript>{choice}</noscript>}
    </li>
  );
}
