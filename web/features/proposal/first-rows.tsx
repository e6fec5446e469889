import { memo } from 'react';
import type { FieldAmendment } from '#api/contract-amendments.ts';
import type { ContractProposal } from '#api/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';

export interface FirstRowsProps {
  readonly proposal: ContractProposal;
  readonly fields: readonly FieldAmendment[];
}

/** The rows as they were read: above each column what becomes of it. Kept as it is while others are typed into. */
export const FirstRows = memo(function FirstRows({ proposal, fields }: FirstRowsProps) {
  const { messages, format, language } = useLocale();
  const texts = useProposalTexts();
  const types: Readonly<Record<string, string>> = messages.type;
  return (
    <section className="proposal-rows">
      <h2>
        {texts.rows} <span className="soft">{format.number(proposal.rows.length)}</span>
      </h2>
      {/* A region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="data-table-scroll" aria-label={messages.words.scroll(texts.rows)} tabIndex={0}>
        <table className="data-table" aria-label={texts.rows}>
          <thead>
            <tr>
              {fields.map((field) => (
                <th key={field.field} scope="col" className={field.keep ? 'taken' : 'left'}>
                  {field.keep ? (
                    <>
                      <b>{field.labels[language]}</b>
                      <br />
                      {types[field.type] ?? field.type}
                      {field.key && <> · {texts.key}</>}
                    </>
                  ) : (
                    <>
                      <s>{field.labels[language]}</s>
                      <br />
                      {texts.column.dropped}
                    </>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {proposal.rows.map((row, index) => (
              // Rows of a file have no identity but their place.
              <tr key={index}>
                {fields.map((field, place) => (
                  <td key={field.field} className={field.keep ? undefined : 'left'}>
                    {row[place] ?? <span className="soft">–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
});
