/** What an error means, whatever room raised it. The HTTP layer maps each kind to one status. */
export const errorKinds = {
  invalid: 400,
  unprocessable: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  'range-not-satisfiable': 416,
  'too-large': 413,
  'unsupported-media-type': 415,
  'limit-exceeded': 429,
  unavailable: 503,
  'storage-exceeded': 507,
} as const;
export type ErrorKind = keyof typeof errorKinds;

/** One row of a room's error table: codes are stable, listed in docs/reports/errors.md, and never used again. */
export interface ErrorDefinition {
  readonly kind: ErrorKind;
  /** English, for developers; pages show their own text by code. */
  readonly title: string;
}

export type ErrorTable = Readonly<Record<string, ErrorDefinition>>;

export interface DomainErrorOptions {
  readonly cause?: unknown;
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfter?: number;
}

/** A failure that means something to the caller. Anything else that is thrown is a fault of ours. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly title: string;
  /** Seconds after which asking again may help; undefined where the kind of the error says it. */
  readonly retryAfter: number | undefined;
  /** Further members of the problem document (e.g. `errors` with line, reason and mend). */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, definition: ErrorDefinition, detail: string, options: DomainErrorOptions = {}) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.kind = definition.kind;
    this.title = definition.title;
    this.retryAfter = options.retryAfter;
    this.members = options.members ?? {};
  }
}

/** Binds a room's table: `const fail = errorsOf(table); throw fail('dataset-unknown', detail)`. */
export function errorsOf<T extends ErrorTable>(table: T) {
  return (code: keyof T & string, detail: string, options?: DomainErrorOptions): DomainError =>
    new DomainError(code, table[code] as ErrorDefinition, detail, options);
}
