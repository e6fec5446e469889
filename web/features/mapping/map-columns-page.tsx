import { useState } from 'react';
import { Form, Link } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import type { FormLook, MappingView } from '#api/mappings.ts';
import type { MappingAbilities } from '#api/web-services/mappings.ts';
import { problemText } from '../../messages/problems.ts';
import { useMappingTexts } from '../../messages/mapping-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { TextAreaField } from '../../ui/form-field/form-field.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import type { DescribedDataset } from '../loads/describe-dataset.ts';
import { ChangesNotice } from './changes-notice.tsx';
import { columnLetter } from './column-letter.ts';
import { formAddress } from './form-address.ts';
import { FieldList } from './field-list.tsx';
import { SheetLook } from './sheet-look.tsx';
import { useFieldDrag } from './use-field-drag.ts';
import { useAssignment } from './use-assignment.ts';
import { VersionsSection } from './versions-section.tsx';

export interface MapColumnsPageProps {
  readonly load: Pick<LoadView, 'id' | 'dataset' | 'file' | 'sentBy' | 'createdAt'>;
  readonly dataset: DescribedDataset;
  readonly look: FormLook;
  readonly abilities: MappingAbilities;
  readonly versions: readonly MappingView[];
  /** The earlier version that is shown in the place of what is proposed. */
  readonly viewed: MappingView | null;
  readonly saved: boolean;
  readonly failure: MappingFailure | null;
}

/** Why a mapping was refused; `words` where it is said for people. */
export interface MappingFailure {
  readonly code: string;
  readonly words: string | null;
  /** What was sent, to go on from. */
  readonly fields: readonly (string | null)[] | null;
}

/** A form as it looks, and which of its columns is which field. Without a script it is a form with a choice per column. */
export function MapColumnsPage(props: MapColumnsPageProps) {
  const { load, dataset, look, abilities, versions, viewed, saved, failure } = props;
  const { format, language } = useLocale();
  const texts = useMappingTexts();
  const proposed =
    failure?.fields ?? viewed?.columns.map(({ field }) => field) ?? look.columns.map(({ field }) => field);
  const assignment = useAssignment(proposed);
  const drag = useFieldDrag(assignment.assign);
  const constants = viewed?.constants ?? look.constants;
  const [filled, setFilled] = useState<ReadonlySet<string>>(() => new Set(constants.map(({ field }) => field)));
  const fill = (field: string, has: boolean) =>
    setFilled((before) => new Set(has ? [...before, field] : [...before].filter((one) => one !== field)));
  const held = new Set([...assignment.fields, ...filled]);
  const missing = look.fields.filter(({ name, required }) => required && !held.has(name)).length;
  const doubts = look.columns.filter(
    ({ confidence }, column) => confidence === 'guess' && !assignment.changed.has(column),
  ).length;
  const mayChange = abilities.save || abilities.readAgain;
  const label = (name: string) => look.fields.find((field) => field.name === name)?.label[language] ?? name;
  const { last } = assignment;
  const known = look.remembered?.version ?? null;
  const action = abilities.readAgain ? (abilities.save ? texts.saveAndRead : texts.useAndRead) : texts.save;
  return (
    <>
      <title>{`${texts.title(dataset.title)} · Daklake`}</title>
      <header className="load-head">
        <div className="load-head__title">
          <p>
            <Link to={`/datasets/${load.dataset}`}>{dataset.title}</Link>
          </p>
          <h1>{texts.headline(format.number(look.rowCount), missing, doubts)}</h1>
          <p className="soft">
            <Link to={`/console/loads/${load.id}`}>{texts.loadLink}</Link> · {load.file.name} · {load.sentBy} ·{' '}
            <span className="unbroken">{format.dateTime(load.createdAt)}</span>
          </p>
        </div>
      </header>
      <div className="mapping-notices">
        {failure && <Refusal {...failure} />}
        {saved && <Notice tone="good" title={texts.saved} urgent />}
        {!mayChange && (
          <Notice tone="none" title={texts.readOnly}>
            <p>{texts.readOnlyNote}</p>
          </Notice>
        )}
        {viewed && <Notice tone="info" title={texts.viewing(format.number(viewed.version))} />}
        {known !== null && !viewed && <p className="soft">{texts.remembered(format.number(known))}</p>}
        {look.changes && <ChangesNotice changes={look.changes} columns={look.columns} />}
        {look.masked && <p className="soft">{texts.masked}</p>}
        {look.crosstab && <CrosstabNotice load={load.id} look={look} />}
        {look.tables.length > 1 && <Tables load={load.id} look={look} />}
      </div>
      <Form method="post" className="mapping" {...(mayChange ? drag.handlers : {})}>
        {look.columns.map(({ heading }, column) => (
          <input key={columnLetter(column)} type="hidden" name="heading" value={heading} />
        ))}
        {look.longForm && <input type="hidden" name="longForm" value="true" />}
        <SheetLook look={look} assignment={assignment} over={drag.over} disabled={!mayChange} />
        <FieldList
          look={look}
          assignment={assignment}
          constants={constants}
          disabled={!mayChange}
          filled={filled}
          onFill={fill}
        />
        <output className="unseen">
          {last &&
            (last.column === null
              ? texts.released(label(last.field))
              : texts.assigned(label(last.field), columnLetter(last.column)))}
        </output>
        {mayChange && <OnlyTable look={look} chosen={viewed?.table ?? null} />}
        {mayChange && (
          <div className="mapping__bar">
            <TextAreaField label={texts.note} note={texts.noteHint} name="note" rows={1} maxLength={2000} />
            <div>
              <p className="soft">{abilities.save ? texts.saves : texts.proposes}</p>
              <Button primary>{action}</Button>
            </div>
          </div>
        )}
      </Form>
      <VersionsSection load={load.id} look={look} versions={versions} />
    </>
  );
}

/** Where several tables of the file have this form, one of them can be meant. */
function OnlyTable({ look, chosen }: { readonly look: FormLook; readonly chosen: string | null }) {
  const texts = useMappingTexts();
  const name = look.tables[look.table]?.name ?? null;
  const alike = look.tables.filter(({ fingerprint }) => fingerprint === look.fingerprint).length;
  if (name === null || alike < 2) return null;
  return (
    <label className="mapping__only">
      <input type="checkbox" name="table" value={name} defaultChecked={chosen === name} /> {texts.onlyTable(name)}
    </label>
  );
}

/** A crosstab can be mapped as it stands, or told as rows. */
function CrosstabNotice({ load, look }: { readonly load: string; readonly look: FormLook }) {
  const texts = useMappingTexts();
  return (
    <p>
      {look.longForm ? texts.isLong : texts.isCrosstab}{' '}
      <Link to={formAddress(load, look, { table: look.table, longForm: !look.longForm })} reloadDocument>
        {look.longForm ? texts.readWide : texts.readLong}
      </Link>
    </p>
  );
}

/** A workbook of more is better sent sheet by sheet. */
const shownTables = 100;

function Tables({ load, look }: { readonly load: string; readonly look: FormLook }) {
  const { format } = useLocale();
  const texts = useMappingTexts();
  return (
    <nav aria-label={texts.tables} className="mapping-tables">
      <ul>
        {look.tables.slice(0, shownTables).map(({ name, rows, fingerprint }, place) => (
          <li key={`${place} ${fingerprint}`}>
            <Link
              to={formAddress(load, look, { table: place })}
              reloadDocument
              aria-current={place === look.table ? 'page' : undefined}
            >
              {name ?? texts.unnamed(place + 1)}
            </Link>{' '}
            <span className="soft">{texts.tableRows(format.number(rows))}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Refusal({ code, words }: MappingFailure) {
  const { messages, language } = useLocale();
  const own = problemText(code, language);
  return (
    <Notice tone="bad" title={own?.title ?? messages.errors.refused} urgent>
      {words && <p>{words}</p>}
      {own && <p>{own.mend}</p>}
    </Notice>
  );
}
