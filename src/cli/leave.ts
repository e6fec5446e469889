/** Of a process, what ending it takes. */
export interface Leaving {
  exitCode?: number | string | null | undefined;
  readonly exit: (code: number) => void;
}

/** Long enough for what closes by itself, and for code being compiled beside. */
const patience = 200;

/**
 * Lets the process end by itself, since `exit()` in the midst of work waits for ever now and then: it joins the threads
 * that compile code beside (nodejs/node#54918), and one of them may wait for memory that only the thread that joins it
 * could free. What is still open after a while (a socket kept alive, a timer) must not hold it either; by then nothing is compiled.
 */
export function leave(
  leaving: Leaving,
  code: number,
  later: (ending: () => void, milliseconds: number) => { readonly unref: () => unknown } = setTimeout,
): void {
  leaving.exitCode = code;
  later(() => leaving.exit(code), patience).unref();
}
