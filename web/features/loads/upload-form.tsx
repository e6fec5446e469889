import { useRef, useState } from 'react';
import type { DragEvent, FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Progress } from '../../ui/progress/progress.tsx';
import { EncodingChoice } from '../encodings/encoding-choice.tsx';
import { sendFile } from './send-file.ts';
import { useHydrated } from './use-hydrated.ts';

export interface UploadFormProps {
  /** Of the API, which takes the form as it is. */
  readonly address: string;
  /** The page to go on to, by the load that the file has become. */
  readonly next: (load: string) => string;
  readonly failure: string | null;
  /** On the button; absent: to send a file. */
  readonly submit?: string;
  /** One of several ways on a page: less room, and no list of formats. */
  readonly small?: boolean;
  /** Whether the sender may say how the file's text is coded. */
  readonly choosesEncoding?: boolean;
}

type Upload =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly file: File; readonly done: number }
  | { readonly kind: 'failed'; readonly code: string };

/** A plain form that the API takes as it is; with a script it shows how far the file has got, and goes on by itself. */
export function UploadForm(props: UploadFormProps) {
  const { address, next, failure, submit, small = false, choosesEncoding = false } = props;
  const { messages, format } = useLocale();
  const texts = messages.newLoad;
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<File>();
  const [encoding, setEncoding] = useState('');
  const [over, setOver] = useState(false);
  const [upload, setUpload] = useState<Upload>(failure === null ? { kind: 'idle' } : { kind: 'failed', code: failure });
  const hydrated = useHydrated();

  async function send(file: File) {
    setUpload({ kind: 'sending', file, done: 0 });
    const answer = await sendFile(
      encoding === '' ? address : `${address}?${new URLSearchParams({ encoding })}`,
      file,
      (done) => setUpload({ kind: 'sending', file, done }),
    );
    if (answer.kind === 'accepted') await navigate(next(answer.load));
    else setUpload({ kind: 'failed', code: answer.code });
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (chosen) void send(chosen);
  }

  /** Moving over a child of the form leaves the form's own area without leaving the form. */
  function handleLeave(event: DragEvent) {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
  }

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (!file || upload.kind === 'sending') return;
    setChosen(file);
    if (input.current) input.current.files = event.dataTransfer.files;
  }

  return (
    // Dropping is one more way in for a mouse; the input below is the way for everybody.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={small ? 'upload upload--small' : 'upload'}
      method="post"
      action={address}
      encType="multipart/form-data"
      onSubmit={handleSubmit}
      onDrop={handleDrop}
      onDragOver={(event) => event.preventDefault()}
      onDragEnter={() => setOver(true)}
      onDragLeave={handleLeave}
    >
      {upload.kind === 'failed' && <UploadFailure code={upload.code} />}
      {choosesEncoding && (
        // Before the file: a form without a script is taken as it streams in.
        <details>
          <summary>{messages.encodings.forSending}</summary>
          <EncodingChoice onChoose={setEncoding} />
        </details>
      )}
      <label className={over ? 'drop-zone drop-zone--over' : 'drop-zone'}>
        <b>
          <Mark kind="up" /> {texts.dropHere}
        </b>
        <span>{texts.orChoose}</span>
        <input
          ref={input}
          // The browser's own button speaks the browser's language; a script can do what it does in ours.
          className={hydrated ? 'unseen' : undefined}
          type="file"
          name="file"
          required
          aria-label={texts.file}
          onChange={(event) => setChosen(event.target.files?.[0])}
        />
        {hydrated && <span className="button drop-zone__button">{texts.chooseFile}</span>}
        {!small && <span className="soft">{texts.formats}</span>}
      </label>
      {chosen && upload.kind !== 'sending' && <p>{texts.chosen(chosen.name, format.bytes(chosen.size))}</p>}
      {upload.kind === 'sending' ? (
        <>
          <Progress done={upload.done} total={upload.file.size}>
            {texts.sending(format.bytes(upload.done), format.bytes(upload.file.size))}
          </Progress>
          <p className="soft">{texts.sendingNote}</p>
        </>
      ) : (
        <Button primary={!small}>{submit ?? texts.submit}</Button>
      )}
    </form>
  );
}

function UploadFailure({ code }: { readonly code: string }) {
  const { messages, language } = useLocale();
  const text = problemText(code, language);
  return (
    <Notice tone="bad" title={text?.title ?? messages.newLoad.failed} urgent>
      <p>{text?.mend ?? messages.newLoad.failedNetwork}</p>
      <p>
        {messages.errors.code}: <code>{code}</code>
      </p>
    </Notice>
  );
}
