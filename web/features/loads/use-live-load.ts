import { useEffect, useState } from 'react';
import { useRevalidator } from 'react-router';
import type { LoadView } from '#api/loads.ts';
import { isResting } from './resting.ts';

const retryMilliseconds = 3000;

/**
 * The load as it is now. While it runs, the server's events are listened to; at its end the whole page is asked for
 * anew. Where events do not get through, the page is asked for every few seconds.
 */
export function useLiveLoad(loaded: LoadView): LoadView {
  const [heard, setHeard] = useState<LoadView>();
  const { revalidate } = useRevalidator();
  const running = !isResting(loaded.state);

  useEffect(() => {
    if (!running) return undefined;
    const events = new EventSource(`/api/v1/loads/${loaded.id}/events`);
    let timer: ReturnType<typeof setInterval> | undefined;
    events.addEventListener('message', (event: MessageEvent<string>) => {
      // Our own server's event: the load as GET /loads/{id} has it.
      const load = JSON.parse(event.data) as LoadView;
      setHeard(load);
      if (!isResting(load.state)) return;
      events.close();
      void revalidate();
    });
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) timer ??= setInterval(() => void revalidate(), retryMilliseconds);
    });
    return () => {
      events.close();
      clearInterval(timer);
      // A held load runs on after the decision: what was heard before is not how it stands then.
      setHeard(undefined);
    };
  }, [loaded.id, running, revalidate]);

  return running && heard?.id === loaded.id ? { ...loaded, state: heard.state, progress: heard.progress } : loaded;
}
