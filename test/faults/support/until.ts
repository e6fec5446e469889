import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `look` finds something; throws what it waited for where that takes too long. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  { every = 10, most = 30_000 }: { readonly every?: number; readonly most?: number } = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + most;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > end) throw new Error(`Waited ${most} ms in vain: ${what}`);
    await sleep(every);
  }
}
