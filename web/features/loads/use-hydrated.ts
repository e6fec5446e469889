import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;

/** Whether a script runs: false in the server's answer and in the first paint over it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
