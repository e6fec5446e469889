import type { FastifyRequest } from 'fastify';

/** By what work that outlives a request is found again from it, and it from the work. */
export interface RequestMark {
  /** `x-request-id` of the answer, and `request` in the log. */
  readonly id: string;
  /** Of the request's span; undefined where nobody collects traces. */
  readonly traceparent: string | undefined;
}

export function markOf(request: FastifyRequest): RequestMark {
  return { id: request.id, traceparent: request.span?.traceparent };
}
