import { DomainError } from '#platform/errors/domain-error.ts';

/** The same failure with the members that PostgREST's clients read: `message`, `details`, `hint`. */
export function asPostgrestProblem(error: DomainError): DomainError {
  const { code, kind, title, message } = error;
  return new DomainError(code, { kind, title }, message, {
    cause: error.cause,
    members: { message, details: null, hint: null, ...error.members },
  });
}
