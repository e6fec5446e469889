import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError, errorKinds } from '../errors/domain-error.ts';
import { failHttp, internalFault } from './errors.ts';

/** RFC 9457. `code` is stable and listed in docs/reports/errors.md; `detail` is for developers. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** For a route's `response`: the statuses under which it answers with a problem. */
export function problemResponses<const Status extends number>(...statuses: readonly Status[]) {
  const entry = { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } };
  // fromEntries forgets the keys' type, which is exactly the statuses given.
  return Object.fromEntries(statuses.map((status) => [status, entry])) as Record<Status, typeof entry>;
}

export function presentProblem(error: DomainError, requestId: string): Problem {
  return {
    ...error.members,
    type: `urn:problem-type:daklake:${error.code}`,
    title: error.title,
    status: errorKinds[error.kind],
    code: error.code,
    detail: error.message,
    requestId,
  };
}

/** Seconds after which asking again may help: what the error says, else a few where we could not serve just now. */
export function retryAfterOf(error: DomainError): number | undefined {
  if (error.retryAfter !== undefined) return error.retryAfter;
  return error.kind === 'unavailable' ? 5 : undefined;
}

export function presentInternalFault(requestId: string): Problem {
  const { code, status, title } = internalFault;
  return { type: `urn:problem-type:daklake:${code}`, title, status, code, detail: '', requestId };
}

/** What the HTTP framework itself refuses, as domain errors; undefined for a fault of ours. */
export function understandError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      in: error.validationContext ?? 'body',
      path: instancePath,
      message: message ?? 'not valid',
    }));
    const detail = errors.map((each) => `${each.in}${each.path}: ${each.message}`).join('; ');
    return failHttp('request-invalid', detail, { cause: error, members: { errors } });
  }
  // Fastify's own errors carry a status; anything else that is thrown does not.
  const { statusCode, message } = error as Partial<FastifyError>;
  if (statusCode === undefined || statusCode >= 500) return undefined;
  const detail = message ?? '';
  if (statusCode === 413) return failHttp('body-too-large', detail, { cause: error });
  if (statusCode === 415) return failHttp('media-type-unsupported', detail, { cause: error });
  return failHttp('request-invalid', detail, { cause: error });
}
