import { useState } from 'react';
import type { FormEvent } from 'react';
import { encodingTitles, isEncodingName } from '#api/encodings.ts';
import type { ContractProposal } from '#api/proposals.ts';
import { readField } from '../../lib/form.ts';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { useReadingTexts } from '../../messages/reading-texts.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EncodingChoice } from '../reading/encoding-choice.tsx';
import { EncodingEvidence } from '../reading/encoding-evidence.tsx';
import { Failure } from './failure.tsx';
import { amongOthers } from './other-tables.tsx';
import { requestProposal, type AskedReading } from './request-proposal.ts';

export interface FileReadingProps {
  readonly file: File;
  readonly proposal: ContractProposal;
  /** As somebody asked for the file to be read. */
  readonly asked: AskedReading;
  /** The file was read otherwise, and this is proposed for it now. */
  readonly onRead: (proposal: ContractProposal, asked: AskedReading) => void;
}

/** How the file was read and on what evidence, what else the reader had to say, and the ways to read it otherwise. */
export function FileReading({ file, proposal, asked, onRead }: FileReadingProps) {
  const { language } = useLocale();
  const texts = useProposalTexts();
  const readings = useReadingTexts();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const { reading, warnings } = proposal;
  const evidence = warnings.flatMap(({ evidence: candidates }) => candidates ?? []);

  async function read(change: AskedReading) {
    const { table, otherTables } = proposal;
    // Read otherwise, another table of the file may be the largest.
    const meant = table.sheet === null || otherTables.length === 0 ? {} : { sheet: table.sheet };
    const next = { ...asked, ...meant, ...change };
    setBusy(true);
    setFailed(undefined);
    const answer = await requestProposal(file, () => undefined, next);
    setBusy(false);
    if (answer.kind === 'proposed') onRead(amongOthers(answer.proposal, proposal), next);
    else setFailed(answer.code);
  }

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const encoding = readField(new FormData(event.currentTarget), 'encoding');
    void read({ encoding: isEncodingName(encoding) ? encoding : '' });
  }

  return (
    <section className="proposal-reading" aria-busy={busy}>
      <h2>{texts.reading.title}</h2>
      {failed !== undefined && <Failure code={failed} />}
      <output className="soft">{busy && texts.waiting}</output>
      {warnings.length > 0 && (
        <ul>
          {warnings.map(({ code, message }) => (
            <li key={code + message.vi}>{message[language]}</li>
          ))}
        </ul>
      )}
      {reading.longForm && (
        <LongFormOffer form={reading.longForm} busy={busy} onChoose={(longForm) => void read({ longForm })} />
      )}
      {reading.encoding !== null && (
        <>
          <p>{texts.reading.encoding(encodingTitles[reading.encoding])}</p>
          {evidence.length > 0 && <EncodingEvidence candidates={evidence} />}
          <details>
            <summary>{texts.reading.otherEncoding}</summary>
            <form className="read-otherwise__form" onSubmit={handleSubmit}>
              <EncodingChoice chosen={asked.encoding ?? ''} />
              <Button disabled={busy}>{readings.readAgain}</Button>
            </form>
          </details>
        </>
      )}
    </section>
  );
}

interface LongFormOfferProps {
  readonly form: NonNullable<ContractProposal['reading']['longForm']>;
  readonly busy: boolean;
  readonly onChoose: (longForm: boolean) => void;
}

function LongFormOffer({ form, busy, onChoose }: LongFormOfferProps) {
  const { format } = useLocale();
  const { reading: texts } = useProposalTexts();
  const columns = form.columns.map((column) => `«${column}»`).join(', ');
  const first = form.turned[0] ?? '';
  const last = form.turned.at(-1) ?? '';
  return (
    <>
      <p>
        {form.applied
          ? texts.isLong(format.number(form.turned.length), first, last)
          : texts.isCrosstab(format.number(form.turned.length), first, last, columns)}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChoose(!form.applied);
        }}
      >
        <Button disabled={busy}>{form.applied ? texts.readWide : texts.readLong}</Button>
      </form>
    </>
  );
}
