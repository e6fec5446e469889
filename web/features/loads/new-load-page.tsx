import { Link } from 'react-router';
import type { DatasetItem } from '#api/datasets.ts';
import type { FieldView } from '#api/web-services.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { ButtonLink } from '../../ui/button/button.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { SyntheticTag } from '../../ui/synthetic-tag/synthetic-tag.tsx';
import { UploadForm } from './upload-form.tsx';

export interface NewLoadPageProps {
  readonly item: DatasetItem;
  readonly fields: readonly FieldView[];
  /** Code of what went wrong with a form sent before. */
  readonly failure: string | null;
}

export function NewLoadPage({ item, fields, failure }: NewLoadPageProps) {
  const { messages, language } = useLocale();
  const { newLoad, template, words } = messages;
  return (
    <div className="console-main">
      <title>{`${newLoad.titleFor(item.title)} · Daklake`}</title>
      <h1>
        {newLoad.titleFor(item.title)} {item.synthetic && <SyntheticTag />}
      </h1>
      <p className="soft">
        {item.owner.name} · <Link to="/console/loads/new">{newLoad.change}</Link>
      </p>
      <div className="new-load">
        <UploadForm
          address={`/api/v1/datasets/${item.id}/loads`}
          next={(load) => `/console/loads/${load}`}
          failure={failure}
          several
          choosesReading
        />
        <aside>
          <section className="panel">
            <h2>{newLoad.what}</h2>
            <ol>
              {newLoad.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
          <section className="panel">
            <h2>{newLoad.columns}</h2>
            <p className="soft">{newLoad.columnsNote}</p>
            <ul className="new-load__fields">
              {fields.map((field) => (
                <li key={field.name}>
                  {field.label} {field.required && <span className="soft">({words.required})</span>}
                </li>
              ))}
            </ul>
            <p className="soft">{template.note}</p>
            <ButtonLink file to={`/api/v1/datasets/${item.id}/template.xlsx?lang=${language}`}>
              <Mark kind="down" /> {template.get}
            </ButtonLink>
          </section>
        </aside>
      </div>
    </div>
  );
}
