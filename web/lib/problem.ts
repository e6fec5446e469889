import { data, isRouteErrorResponse, redirect } from 'react-router';
import type { DomainError, ErrorKind } from '#platform/errors/domain-error.ts';

/** What an error page knows of a refusal. */
export interface Problem {
  readonly code: string;
  /** The right that is missing, where the refusal names it. */
  readonly missing: string | null;
}

export const statusOf: Readonly<Record<ErrorKind, number>> = {
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
};

/** Waits for the platform's answer; a refusal becomes the error page of its status, by its code. */
export async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { missing } = error.members;
    const problem: Problem = { code: error.code, missing: typeof missing === 'string' ? missing : null };
    throw data(problem, { status: statusOf[error.kind] });
  }
}

/** Waits for what a page can do without; null where it is refused. */
export async function unlessRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

/** As `ask`, for pages of the console: who is not signed in is sent to do so, and comes back. */
export async function askSignedIn<T>(request: Request, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isDomainError(error) && error.kind === 'unauthenticated') throw redirect(signInAddress(request));
    return ask(Promise.reject(error));
  }
}

/** Where to sign in so as to come back to the page asked for. */
export function signInAddress(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `/sign-in?${new URLSearchParams({ next: pathname + search })}`;
}

/** The server's class is not imported (a second copy would be bundled), so it is known by its shape. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === 'DomainError' && 'kind' in error && 'code' in error;
}

/** What was thrown, as an error page shows it. */
export function readProblem(error: unknown): { readonly status: number; readonly problem: Problem | null } {
  if (!isRouteErrorResponse(error)) return { status: 500, problem: null };
  return { status: error.status, problem: isProblem(error.data) ? error.data : null };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
