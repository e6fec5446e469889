import { Form, Link } from 'react-router';
import type { QuotaView } from '#api/quotas.ts';
import { useQuotaTexts } from '../../messages/quota-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { problemText } from '../../messages/problems.ts';
import { Button } from '../../ui/button/button.tsx';
import { Cell, DataTable } from '../../ui/data-table/data-table.tsx';
import { FormField } from '../../ui/form-field/form-field.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Status } from '../../ui/status/status.tsx';

export interface QuotasPageProps {
  readonly quotas: readonly (QuotaView & { readonly name: string })[];
  /** The agency whose quota is to be set, as the form shows it. */
  readonly chosen: string;
  readonly failure: { readonly code: string } | null;
}

const megabyte = 1_000_000;

/** What every agency keeps and has waiting, against what it may; and a form to set it. */
export function QuotasPage({ quotas, chosen, failure }: QuotasPageProps) {
  const { messages, format, language } = useLocale();
  const texts = useQuotaTexts();
  const { columns } = texts;
  const own = quotas.find(({ agency }) => agency === chosen);
  const refused = failure === null ? undefined : problemText(failure.code, language);
  return (
    <div className="console-main quotas">
      <title>{`${texts.title} · Daklake`}</title>
      <h1>{texts.title}</h1>
      <p className="soft">{texts.lead}</p>
      {failure !== null && (
        <Notice tone="bad" title={refused?.title ?? messages.errors.refused} urgent>
          {refused && <p>{refused.mend}</p>}
        </Notice>
      )}
      {quotas.length === 0 ? (
        <Notice tone="none" title={texts.none} />
      ) : (
        <DataTable
          name={texts.title}
          narrow="stack"
          columns={[
            { label: columns.agency },
            { label: columns.kept, numeric: true },
            { label: columns.waiting, numeric: true },
            { label: columns.change },
          ]}
        >
          {quotas.map((quota) => (
            <tr key={quota.agency}>
              <Cell header label={columns.agency}>
                {quota.name} <code>{quota.agency}</code> {isFull(quota) && <Status tone="bad">{texts.full}</Status>}
              </Cell>
              <Cell label={columns.kept} numeric>
                {texts.of(format.bytes(quota.bytes), quota.mostBytes === null ? null : format.bytes(quota.mostBytes))}
                <p className="soft">
                  {texts.parts(
                    format.bytes(quota.fileBytes),
                    format.bytes(quota.rejectsBytes),
                    format.bytes(quota.snapshotBytes),
                  )}
                </p>
              </Cell>
              <Cell label={columns.waiting} numeric>
                {texts.of(
                  format.number(quota.waiting),
                  quota.mostWaiting === null ? null : format.number(quota.mostWaiting),
                )}
              </Cell>
              <Cell label={columns.change}>
                <Link to={`?agency=${encodeURIComponent(quota.agency)}#set`}>{texts.change}</Link>
              </Cell>
            </tr>
          ))}
        </DataTable>
      )}
      <section id="set">
        <h2>{texts.set}</h2>
        <Form method="post" className="quotas__form" key={chosen}>
          <FormField label={texts.agencyCode} name="agency" defaultValue={chosen} required maxLength={100} />
          <FormField
            label={texts.megabytes}
            note={texts.empty}
            name="megabytes"
            type="number"
            min={0}
            step="any"
            defaultValue={own?.own && own.mostBytes !== null ? own.mostBytes / megabyte : ''}
          />
          <FormField
            label={texts.mostWaiting}
            note={texts.empty}
            name="waiting"
            type="number"
            min={0}
            step={1}
            defaultValue={own?.own ? (own.mostWaiting ?? '') : ''}
          />
          <Button primary>{texts.save}</Button>
        </Form>
      </section>
    </div>
  );
}

function isFull({ bytes, mostBytes, waiting, mostWaiting }: QuotaView): boolean {
  return (mostBytes !== null && bytes >= mostBytes) || (mostWaiting !== null && waiting >= mostWaiting);
}
