/** What a span tells beside its name and times; no personal data, no secrets: collectors stand elsewhere. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface StartSpan {
  /**
   * `traceparent` of what this is a part of: of a span of ours or of another program's. One that is none begins a trace
   * of its own.
   */
  readonly parent?: string | undefined;
  readonly attributes?: Attributes;
  /** When it began; undefined: now. */
  readonly at?: Date;
  /** `server`: somebody's request; `consumer`: work that was queued; `internal` unless given. */
  readonly kind?: 'internal' | 'server' | 'consumer';
}

/** Something that takes time, as a part of a trace. */
export interface Span {
  /** W3C Trace Context, to be kept or handed on with work that follows; undefined where nothing is recorded. */
  readonly traceparent: string | undefined;
  set(attributes: Attributes): void;
  /** Once. `failed` says why it is one of those that somebody should look at. */
  end(failed?: string): void;
}

export interface Tracing {
  /** False: nothing is recorded, and whoever asks for spans often need not. */
  readonly on: boolean;
  start(name: string, options?: StartSpan): Span;
  /** Hands on what is recorded so far. */
  close(): Promise<void>;
}

const noSpan: Span = {
  traceparent: undefined,
  set: () => undefined,
  end: () => undefined,
};

/** Where nobody collects traces. */
export const noTracing: Tracing = { on: false, start: () => noSpan, close: async () => undefined };

/** The id of the trace that a `traceparent` is a part of, for logs. */
export function traceOf(traceparent: string | undefined | null): string | undefined {
  return traceparent?.split('-')[1];
}
