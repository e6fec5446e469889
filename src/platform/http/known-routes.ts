import type { FastifyInstance } from 'fastify';

/**
 * Remembers what routes there are, so that an address that exists under another method can be told from one that does
 * not exist. Call it before the first route; the answer is the methods that the path takes.
 */
export function rememberRoutes(app: FastifyInstance): (path: string) => readonly string[] {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    if (!url.endsWith('*')) routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  return (path) => {
    const methods = routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  };
}

/** `/datasets/:id/download.:format` as an expression; a parameter is at least one character without a slash. */
function patternOf(url: string): RegExp {
  const parts = url.split(/:[A-Za-z_]\w*(?:\([^)]*\))?/);
  return new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('[^/]+')}$`);
}
