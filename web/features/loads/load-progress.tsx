import type { LoadView } from '#api/loads.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Progress } from '../../ui/progress/progress.tsx';

export interface LoadProgressProps {
  readonly load: Pick<LoadView, 'progress'>;
}

/** What is being done, how far it is, and that one may leave. Without a script the page loads itself again. */
export function LoadProgress({ load: { progress } }: LoadProgressProps) {
  const { messages } = useLocale();
  const texts = messages.load;
  const said = useProgressWords(progress);
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
