import { Form, Link, useNavigation } from 'react-router';
import type { DatasetItem, SnapshotItem } from '#api/datasets.ts';
import type { ChangeKind } from '#api/web-services/versions.ts';
import { problemText } from '../../messages/problems.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { TextAreaField } from '../../ui/form-field/form-field.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { longestNote } from '../loads/decision-form.tsx';
import { ChangeCounts } from './change-counts.tsx';

export interface RestorePageProps {
  readonly item: DatasetItem;
  readonly snapshot: SnapshotItem | null;
  /** Null where the snapshot is the current one itself. */
  readonly current: SnapshotItem | null;
  readonly counts: Readonly<Record<ChangeKind, number>> | null;
  /** What hindered it a moment ago, and the reason as it was typed. */
  readonly failure: { readonly code: string; readonly note: string } | null;
}

/** What would become of the dataset, and the one button that does it. */
export function RestorePage({ item, snapshot, current, counts, failure }: RestorePageProps) {
  const { messages, format } = useLocale();
  const texts = messages.versions.restoring;
  const busy = useNavigation().state !== 'idle';
  const back = `/datasets/${item.id}#versions`;
  return (
    <div className="console-main restore">
      <title>{`${texts.title(item.title)} · Daklake`}</title>
      <p>
        <Link to={`/datasets/${item.id}`}>{item.title}</Link>
      </p>
      <h1>{texts.heading}</h1>
      {failure && <Failure code={failure.code} />}
      {snapshot === null || current === null ? (
        <Notice tone="none" title={texts.already}>
          <p>{texts.alreadyNote}</p>
          <p>
            <Link to={back}>{messages.versions.compare.back}</Link>
          </p>
        </Notice>
      ) : (
        <>
          <p>
            <b>{texts.lead(format.dateTime(snapshot.createdAt), format.number(snapshot.rows))}</b>
          </p>
          <p className="soft">{texts.consequence}</p>
          {counts && (
            <section>
              <h2>{texts.difference}</h2>
              <ChangeCounts counts={counts} />
              <p>
                <Link to={`/datasets/${item.id}/compare?${new URLSearchParams({ from: current.id, to: snapshot.id })}`}>
                  {texts.see}
                </Link>
              </p>
            </section>
          )}
          <Form method="post">
            <input type="hidden" name="snapshot" value={snapshot.id} />
            <TextAreaField
              label={texts.note}
              note={texts.noteNote}
              name="note"
              rows={3}
              maxLength={longestNote}
              defaultValue={failure?.note}
              required
            />
            <p className="restore__buttons">
              <Button primary disabled={busy}>
                {texts.submit}
              </Button>
              <Link to={back}>{texts.keep}</Link>
            </p>
          </Form>
        </>
      )}
    </div>
  );
}

function Failure({ code }: { readonly code: string }) {
  const { messages, language } = useLocale();
  const texts = messages.versions.restoring;
  if (code === 'note-missing') return <Notice tone="bad" title={texts.noteMissing} urgent />;
  const text = problemText(code, language);
  return (
    <Notice tone="bad" title={text?.title ?? texts.failed} urgent>
      {text && <p>{text.mend}</p>}
      <p>
        {messages.errors.code}: <code>{code}</code>
      </p>
    </Notice>
  );
}
