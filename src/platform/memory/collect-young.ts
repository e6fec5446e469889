import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { readonly type: 'minor'; readonly execution: 'sync' }) => void;

/**
 * Has V8 collect what is young and dead, which takes a millisecond. By itself it does so when its own heap fills, not for
 * the bytes that buffers hold outside of it: of a stream of them it notices nothing until they are so many that it goes over
 * the whole heap, again and again. Undefined: an engine that cannot be asked.
 */
export function openYoungCollection(): (() => void) | undefined {
  // Only contexts that are made after it know of `gc`: nobody else sees it.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('globalThis.gc') as Collect | undefined;
  return collect && (() => collect({ type: 'minor', execution: 'sync' }));
}
