import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fastifyStatic from '@fastify/static';
import { createRequestListener } from '@react-router/node';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RouterContextProvider } from 'react-router';
import type { RouterContext, ServerBuild } from 'react-router';

export interface PagesOptions<Services> {
  /** Handed to every page through the router's context. */
  readonly services: Services;
  /** True: Vite compiles pages as they are asked for, and changes show at once. */
  readonly development: boolean;
  /** Public address, e.g. `https://data.example.vn`. */
  readonly origin: string;
  /** The folder that holds `build/`, or `web/` for development. */
  readonly root: string;
}

/** The keys that `web/entry.server.tsx` exports: both sides must hold the same objects. */
interface PagesEntry<Services> {
  readonly servicesContext: RouterContext<Services>;
  readonly nonceContext: RouterContext<string>;
  readonly addressContext: RouterContext<string>;
  readonly originContext: RouterContext<string>;
  readonly faultContext: RouterContext<(fault: unknown) => void>;
}

/**
 * Serves the React Router pages at every address that no other route has taken, under a content security policy with a
 * nonce per answer. Addresses that must never become a page (`/api/*`) have to be registered apart.
 */
export async function mountPages<Services>(app: FastifyInstance, options: PagesOptions<Services>): Promise<void> {
  const load = options.development ? await compileOnDemand(app, options.root) : await loadBuilt(app, options.root);
  // The router takes the scheme from the connection, which behind a proxy is not that of the origin: it would refuse every
  // form. Whose forms are taken was decided before, for pages and API alike (see `assertOwnOrigin`).
  const allowedActionOrigins = [new URL(options.origin).host];
  const loadBuild: LoadBuild = async () => ({ ...(await load()), allowedActionOrigins });

  await app.register(async (pages) => {
    // The router reads the body itself.
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser('*', (_request, _body, done) => done(null));
    pages.all('/*', { schema: { hide: true } as object }, (request, reply) =>
      answer(request, reply, options, loadBuild),
    );
  });
}

type LoadBuild = () => Promise<ServerBuild>;

async function answer<Services>(
  request: FastifyRequest,
  reply: FastifyReply,
  options: PagesOptions<Services>,
  loadBuild: LoadBuild,
): Promise<void> {
  const build = await loadBuild();
  // The build types its entry's own exports as unknown; PagesEntry says what ours are.
  const entry = build.entry.module as unknown as PagesEntry<Services>;
  const nonce = randomBytes(16).toString('base64');
  const context = new RouterContextProvider();
  context.set(entry.servicesContext, options.services);
  context.set(entry.nonceContext, nonce);
  context.set(entry.addressContext, request.ip);
  context.set(entry.originContext, originOf(request, options.origin));
  context.set(entry.faultContext, (fault) => request.log.error({ err: fault }, 'page failed'));

  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  for (const [name, value] of Object.entries(headersOf(nonce, options.development))) reply.raw.setHeader(name, value);
  const listen = createRequestListener({
    build,
    mode: options.development ? 'development' : 'production',
    getLoadContext: () => context,
  });
  listen(request.raw, reply.raw);
}

/** The address under which the reader has the page: our own with its scheme, or another name of this machine without TLS. */
function originOf({ headers: { host } }: FastifyRequest, own: string): string {
  return host === undefined || host === new URL(own).host ? own : `http://${host}`;
}

/** In development Vite puts styles into the page by script, which only `unsafe-inline` lets through. */
function headersOf(nonce: string, development: boolean): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    development ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    // A page shows what its reader may see, in his language.
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding, accept-language, cookie',
  };
}

async function loadBuilt(app: FastifyInstance, root: string): Promise<LoadBuild> {
  // A module's namespace is untyped; React Router's build is what stands there.
  const build = (await import(pathToFileURL(join(root, 'build/server/index.js')).href)) as ServerBuild;
  await app.register(fastifyStatic, {
    root: join(root, 'build/client'),
    wildcard: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    schemaHide: true,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/');
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=86400');
    },
  });
  return () => Promise.resolve(build);
}

async function compileOnDemand(app: FastifyInstance, root: string): Promise<LoadBuild> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: app.server } },
  });
  app.addHook('onClose', () => vite.close());
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/api/')) done();
    else vite.middlewares(request.raw, reply.raw, done);
  });
  return async () => (await vite.ssrLoadModule('virtual:react-router/server-build')) as ServerBuild;
}
