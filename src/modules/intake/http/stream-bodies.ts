import type { Http } from '#platform/http/create-http.ts';

/** Hands every body of this scope's routes on as it comes, of any type and size: it is a file, streamed and never parsed. */
export function streamBodies(scope: Http): void {
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  for (const type of ['application/json', 'text/plain']) {
    scope.removeContentTypeParser(type);
    scope.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
  }
}
