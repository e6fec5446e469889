import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useFetcher, type SubmitTarget } from 'react-router';
import type { ContractAmendments, FieldAmendment } from '#api/contract-amendments.ts';
import type { ContractProposal } from '#api/proposals.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';
import type { action } from '../../routes/new-dataset.tsx';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { ColumnList } from './column-list.tsx';
import { ContractCheck } from './contract-check.tsx';
import { DatasetFacts } from './dataset-facts.tsx';
import { FileReading } from './file-reading.tsx';
import { FirstRows } from './first-rows.tsx';
import { OtherTables } from './other-tables.tsx';
import type { AskedReading } from './request-proposal.ts';
import { startAmendments } from './start-amendments.ts';
import { usePublication } from './use-publication.ts';

export interface ProposalEditorProps {
  readonly file: File;
  readonly proposal: ContractProposal;
  readonly choices: ProposalChoices;
  /** As somebody asked for the file to be read. */
  readonly asked: AskedReading;
  readonly onAnother: () => void;
  /** Another table of the file was chosen, or it was read otherwise. */
  readonly onRead: (proposal: ContractProposal, asked: AskedReading) => void;
}

/** The proposal beside the rows that it was made of; every correction is checked on the server. */
export function ProposalEditor({ file, proposal, asked, choices, onAnother, onRead }: ProposalEditorProps) {
  const { format } = useLocale();
  const texts = useProposalTexts();
  const [amendments, setAmendments] = useState(() => startAmendments(proposal, choices.owners));
  // Typing goes before the wide table that repeats what was typed.
  const fieldsOverRows = useDeferredValue(amendments.fields);
  const heading = useRef<HTMLHeadingElement>(null);
  const fetcher = useFetcher<typeof action>();
  const registered = fetcher.data?.kind === 'published' ? fetcher.data.id : undefined;
  const publication = usePublication(file, { proposal, asked }, registered);
  // What appeared in place of the form is said and shown from its beginning.
  useEffect(() => heading.current?.focus(), []);

  const ask = (intent: 'preview' | 'publish') => {
    // Plain JSON, as the action reads it; the router's type knows no readonly lists.
    void fetcher.submit({ intent, contract: proposal.contract, amendments } as unknown as SubmitTarget, {
      method: 'post',
      action: '/console/datasets/new',
      encType: 'application/json',
    });
  };
  const change = (changed: Partial<ContractAmendments>) => setAmendments({ ...amendments, ...changed });
  const changeField = (place: number, changed: Partial<FieldAmendment>) =>
    change({ fields: amendments.fields.map((field, index) => (index === place ? { ...field, ...changed } : field)) });

  return (
    <>
      <header className="proposal__head">
        <h1 ref={heading} tabIndex={-1}>
          {texts.found(format.number(proposal.table.rowCount), format.number(proposal.columns.length))}
        </h1>
        <p className="soft">
          {file.name}
          {proposal.table.sheet !== null && <> · {proposal.table.sheet}</>} ·{' '}
          <button type="button" className="proposal__another" onClick={onAnother}>
            {texts.another}
          </button>
        </p>
        <p>
          {texts.fits(format.number(proposal.check.accepted), format.number(proposal.check.received))}{' '}
          {texts.nothingKept}
        </p>
        <OtherTables file={file} proposal={proposal} asked={asked} onTable={onRead} />
        <FileReading file={file} proposal={proposal} asked={asked} onRead={onRead} />
      </header>
      <div className="proposal__work">
        <div className="proposal__left">
          <DatasetFacts amendments={amendments} owners={choices.owners} onChange={change} />
          <FirstRows proposal={proposal} fields={fieldsOverRows} />
        </div>
        <ColumnList proposal={proposal} amendments={amendments} choices={choices} onChange={changeField} />
      </div>
      <ContractCheck
        outcome={fetcher.data}
        busy={fetcher.state !== 'idle'}
        publication={publication}
        rows={proposal.table.rowCount}
        onPreview={() => ask('preview')}
        onPublish={() => ask('publish')}
      />
    </>
  );
}
