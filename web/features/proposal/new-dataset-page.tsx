import { useState } from 'react';
import type { ContractProposal } from '#api/proposals.ts';
import type { ProposalChoices } from '#api/web-services/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { Notice } from '../../ui/notice/notice.tsx';
import { ProposalEditor } from './proposal-editor.tsx';
import type { AskedReading } from './request-proposal.ts';
import { ProposeForm } from './propose-form.tsx';

export interface NewDatasetPageProps {
  readonly choices: ProposalChoices;
}

interface Proposed {
  readonly file: File;
  readonly proposal: ContractProposal;
  /** As somebody asked for the file to be read. */
  readonly asked: AskedReading;
}

/** A file that has no dataset yet becomes one: drop, correct, publish. */
export function NewDatasetPage({ choices }: NewDatasetPageProps) {
  const { messages } = useLocale();
  const texts = useProposalTexts();
  const [proposed, setProposed] = useState<Proposed>();
  return (
    <div className="console-main proposal">
      <title>{`${messages.proposal.title} · Daklake`}</title>
      {proposed ? (
        <ProposalEditor
          key={JSON.stringify([proposed.proposal.table.sheet, proposed.asked])}
          {...proposed}
          choices={choices}
          onAnother={() => setProposed(undefined)}
          onRead={(proposal, asked) => setProposed({ file: proposed.file, proposal, asked })}
        />
      ) : (
        <>
          <h1>{messages.proposal.title}</h1>
          <p className="soft proposal__lead">{texts.lead}</p>
          <noscript>
            <Notice tone="warn" title={texts.needsScript} />
          </noscript>
          <ProposeForm onProposed={(file, proposal) => setProposed({ file, proposal, asked: {} })} />
        </>
      )}
    </div>
  );
}
