import { Form, useNavigation } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Progress } from '../../ui/progress/progress.tsx';

export interface LoadProgressProps {
  readonly load: Pick<LoadView, 'id' | 'progress'>;
  readonly mayCancel: boolean;
}

/** What is being done, how far it is, and that one may leave. Without a script the page loads itself again. */
export function LoadProgress({ load: { id, progress }, mayCancel }: LoadProgressProps) {
  const { messages } = useLocale();
  const texts = messages.load;
  const said = useProgressWords(progress);
  const busy = useNavigation().state !== 'idle';
  return (
    <section className="load-progress">
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <Progress done={progress?.done ?? 0} total={progress?.total ?? null}>
        {said}
      </Progress>
      <p className="soft">{texts.leave}</p>
      <noscript>
        <p className="soft">{texts.refresh}</p>
      </noscript>
      {mayCancel && (
        <Form className="load-progress__cancel" method="post" action={`/console/loads/${id}`}>
          <Button name="intent" value="cancel" disabled={busy}>
            {texts.cancel}
          </Button>
          <span className="soft">{texts.cancelNote}</span>
        </Form>
      )}
    </section>
  );
}

/** Bytes while the file is received and read, rows afterwards. */
function useProgressWords(progress: LoadView['progress']): string {
  const { messages, format } = useLocale();
  const { doing, unknownTotal } = messages.load;
  if (progress === null) return doing.waiting;
  const inBytes = progress.stage === 'receiving' || progress.stage === 'reading';
  const write = inBytes ? format.bytes : format.number;
  return doing[progress.stage](write(progress.done), progress.total === null ? unknownTotal : write(progress.total));
}
