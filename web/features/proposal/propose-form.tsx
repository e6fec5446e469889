import { useState } from 'react';
import type { DragEvent, FormEvent } from 'react';
import type { ContractProposal } from '#api/proposals.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { useProposalTexts } from '../../messages/proposal-texts.ts';
import { Button } from '../../ui/button/button.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { Progress } from '../../ui/progress/progress.tsx';
import { useHydrated } from '../loads/use-hydrated.ts';
import { Failure } from './failure.tsx';
import { requestProposal } from './request-proposal.ts';

export interface ProposeFormProps {
  readonly onProposed: (file: File, proposal: ContractProposal) => void;
}

type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly code: string };

/** Takes the file, and waits until it has been read. */
export function ProposeForm({ onProposed }: ProposeFormProps) {
  const { messages, format } = useLocale();
  const texts = useProposalTexts();
  const [chosen, setChosen] = useState<File>();
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const hydrated = useHydrated();

  async function send(file: File) {
    const tell = (done: number) => setStage({ kind: 'sending', done, total: file.size });
    tell(0);
    const answer = await requestProposal(file, tell);
    if (answer.kind === 'proposed') onProposed(file, answer.proposal);
    else setStage({ kind: 'failed', code: answer.code });
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (chosen) void send(chosen);
  }

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    if (stage.kind !== 'sending') setChosen(event.dataTransfer.files[0]);
  }

  return (
    // Dropping is one more way in for a mouse; the input below is the way for everybody.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="upload" onSubmit={handleSubmit} onDrop={handleDrop} onDragOver={(event) => event.preventDefault()}>
      {stage.kind === 'failed' && <Failure code={stage.code} />}
      <label className="drop-zone">
        <b>
          <Mark kind="up" /> {messages.newLoad.dropHere}
        </b>
        <span>{messages.newLoad.orChoose}</span>
        <input
          className={hydrated ? 'unseen' : undefined}
          type="file"
          name="file"
          aria-label={messages.newLoad.file}
          disabled={!hydrated}
          onChange={(event) => setChosen(event.target.files?.[0])}
        />
        {hydrated && <span className="button drop-zone__button">{messages.newLoad.chooseFile}</span>}
        <span className="soft">{messages.newLoad.formats}</span>
      </label>
      {chosen && stage.kind !== 'sending' && <p>{messages.newLoad.chosen(chosen.name, format.bytes(chosen.size))}</p>}
      {stage.kind === 'sending' ? (
        <Progress done={stage.done} total={stage.done < stage.total ? stage.total : null}>
          {stage.done < stage.total
            ? texts.sending(format.bytes(stage.done), format.bytes(stage.total))
            : texts.waiting}
        </Progress>
      ) : (
        <Button primary disabled={!chosen}>
          {texts.propose}
        </Button>
      )}
    </form>
  );
}
