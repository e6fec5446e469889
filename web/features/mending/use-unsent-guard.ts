import { useEffect, useRef } from 'react';
import { useBeforeUnload, useBlocker, useNavigation } from 'react-router';

/** Asks before changes are lost that were not sent; what it gives back is called when the changes themselves are sent. */
export function useUnsentGuard(unsent: boolean, question: string): () => void {
  const sending = useRef(false);
  const { state } = useNavigation();
  // What was refused is unsent again.
  useEffect(() => {
    if (state === 'idle') sending.current = false;
  }, [state]);
  const blocker = useBlocker(() => unsent && !sending.current);
  useBeforeUnload((event) => {
    if (unsent && !sending.current) event.preventDefault();
  });
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // oxlint-disable-next-line no-alert
    if (window.confirm(question)) blocker.proceed();
    else blocker.reset();
  }, [blocker, question]);
  return () => {
    sending.current = true;
  };
}
