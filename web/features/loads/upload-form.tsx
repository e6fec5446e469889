import { useRef, useState } from 'react';
import type { DragEvent, FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useReadingTexts } from '../../messages/reading-texts.ts';
import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Mark } from '../../ui/mark/mark.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Progress } from '../../ui/progress/progress.tsx';
import { EncodingChoice } from '../reading/encoding-choice.tsx';
import { LongFormChoice } from '../reading/long-form-choice.tsx';
import { sendFiles } from './send-files.ts';
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
  /** Whether the sender may say how the file is read: its text, its crosstabs. */
  readonly choosesReading?: boolean;
  /** Several files may be sent at once, with a script; they become one load. */
  readonly several?: boolean;
}

type Upload =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly bytes: number; readonly done: number }
  | { readonly kind: 'failed'; readonly code: string };

/** A plain form that the API takes as it is; with a script it shows how far the file has got, and goes on by itself. */
export function UploadForm(props: UploadFormProps) {
  const { address, next, failure, submit, small = false, choosesReading = false, several = false } = props;
  const { messages, format } = useLocale();
  const texts = messages.newLoad;
  const readings = useReadingTexts();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [encoding, setEncoding] = useState('');
  const [longForm, setLongForm] = useState('');
  const [over, setOver] = useState(false);
  const [upload, setUpload] = useState<Upload>(failure === null ? { kind: 'idle' } : { kind: 'failed', code: failure });
  const hydrated = useHydrated();

  async function send(files: readonly File[]) {
    const bytes = sumBytes(files);
    setUpload({ kind: 'sending', bytes, done: 0 });
    const query = new URLSearchParams({
      ...(encoding === '' ? {} : { encoding }),
      ...(longForm === '' ? {} : { longForm }),
      ...(files.length > 1 ? { drop: 'true' } : {}),
    });
    const answer = await sendFiles(query.size === 0 ? address : `${address}?${query}`, files, (done) =>
      setUpload({ kind: 'sending', bytes, done: Math.min(done, bytes) }),
    );
    if (answer.kind === 'accepted') await navigate(next(answer.load));
    else setUpload({ kind: 'failed', code: answer.code });
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (chosen.length > 0) void send(chosen);
  }

  /** Moving over a child of the form leaves the form's own area without leaving the form. */
  function handleLeave(event: DragEvent) {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
  }

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const { files } = event.dataTransfer;
    if (files.length === 0 || upload.kind === 'sending') return;
    setChosen(several ? [...files] : [...files].slice(0, 1));
    if (input.current) input.current.files = files;
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
      {choosesReading && (
        // Before the file: a form without a script is taken as it streams in.
        <details>
          <summary>{readings.forSending}</summary>
          <EncodingChoice onChoose={setEncoding} />
          <LongFormChoice onChoose={setLongForm} />
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
          multiple={several && hydrated}
          onChange={(event) => setChosen([...(event.target.files ?? [])])}
        />
        {hydrated && <span className="button drop-zone__button">{texts.chooseFile}</span>}
        {!small && <span className="soft">{texts.formats}</span>}
        {several && hydrated && <span className="soft">{messages.files.several}</span>}
      </label>
      {chosen.length > 0 && upload.kind !== 'sending' && <Chosen files={chosen} />}
      {upload.kind === 'sending' ? (
        <>
          <Progress done={upload.done} total={upload.bytes}>
            {texts.sending(format.bytes(upload.done), format.bytes(upload.bytes))}
          </Progress>
          <p className="soft">{texts.sendingNote}</p>
        </>
      ) : (
        <Button primary={!small}>{submit ?? texts.submit}</Button>
      )}
    </form>
  );
}

function Chosen({ files }: { readonly files: readonly File[] }) {
  const { messages, format } = useLocale();
  const size = format.bytes(sumBytes(files));
  const [only] = files;
  return (
    <p>
      {files.length === 1 && only !== undefined
        ? messages.newLoad.chosen(only.name, size)
        : messages.files.chosen(format.number(files.length), size)}
    </p>
  );
}

function sumBytes(files: readonly File[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
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
