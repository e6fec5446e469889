import { errorsOf, type ErrorTable } from '../errors/domain-error.ts';

export const httpErrors = {
  'request-invalid': { kind: 'invalid', title: 'The request does not have the declared shape' },
  'route-unknown': { kind: 'not-found', title: 'There is nothing at this address' },
  'method-not-allowed': { kind: 'method-not-allowed', title: 'This address does not take this method' },
  'body-too-large': { kind: 'too-large', title: 'The request body is larger than allowed' },
  'media-type-unsupported': { kind: 'unsupported-media-type', title: 'The body is of a type not taken here' },
  'origin-foreign': { kind: 'forbidden', title: 'A change by cookie must come from our own pages' },
  'not-ready': { kind: 'unavailable', title: 'The server is not able to serve yet' },
} as const satisfies ErrorTable;

export const failHttp = errorsOf(httpErrors);

/** Not a domain error: what happened is in the log under the request's id, and the caller is told nothing more. */
export const internalFault = { code: 'internal', status: 500, title: 'A fault of ours' } as const;
