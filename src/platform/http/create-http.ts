import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Caller } from '#api/caller.ts';
import { AnsweredBefore } from '../idempotency/kept-answer.ts';
import type { Log } from '../log/log.ts';
import { tagAnswers } from './entity-tag.ts';
import { failHttp } from './errors.ts';
import { rememberRoutes } from './known-routes.ts';
import { registerOpenapi } from './openapi/register-openapi.ts';
import { nestsDeeper } from './nests-deeper.ts';
import { observeRequests, type ObserveRequestsDeps } from './observe-requests.ts';
import { assertOwnOrigin } from './origin-guard.ts';
import { presentInternalFault, presentProblem, retryAfterOf, understandError } from './problem.ts';
import { presentAsFastifyLog, RequestEvents } from './request-log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; established before any route of `/api/` runs, anonymous elsewhere. */
    caller: Caller;
    /** Who that is by now: as `caller`, or refused, where the answer takes long. */
    identifyAgain(): Promise<Caller>;
  }
  interface FastifyContextConfig {
    /** Outside of `/api/`, where nobody is asked who he is unless the route says so. */
    identified?: true;
    /** Told to operators while the database is away, too. */
    withoutDatabase?: true;
  }
}

/** What rooms register their routes on. */
export type Http = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

export interface IdentifyOptions {
  /** It is no new request: who sent it is looked at while he is being answered. */
  readonly again: boolean;
}

export interface HttpDeps extends ObserveRequestsDeps {
  readonly log: Log;
  /** Public address, e.g. `https://data.example.vn`. */
  readonly origin: string;
  readonly version: string;
  /** Addresses and networks of the proxies whose word counts on where a request comes from; without any, nobody's does. */
  readonly trustedProxies?: readonly string[];
  /** Largest file that a multipart request may carry. */
  readonly maxUploadBytes: number;
  /** Throws a domain error where a token or session is given and is not valid. */
  readonly identify: (request: FastifyRequest, how: IdentifyOptions) => Promise<Caller>;
  /** False while starting, while ending, or while the database cannot be reached. */
  readonly isReady: () => Promise<boolean>;
}

/**
 * The HTTP server without any room's routes: zod schemas, problem documents for every failure, request ids, who asks,
 * OpenAPI, health. Every error that a route throws becomes a problem: a domain error by its kind, anything else is logged
 * whole and answered blank.
 */
export async function createHttp(deps: HttpDeps): Promise<Http> {
  const app: Http = fastify({
    genReqId: () => crypto.randomUUID(),
    loggerInstance: presentAsFastifyLog(deps.log),
    logController: new RequestEvents(),
    bodyLimit: 1 << 20,
    trustProxy: deps.trustedProxies?.length ? [...deps.trustedProxies] : false,
    // Otherwise ending would wait for every open stream of events; `drainOnClose` gives the others their time.
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  // Here and below: our type provider and serializers are of no matter to what only looks at routes and answers.
  const methodsOf = rememberRoutes(app as unknown as FastifyInstance);
  registerProblems(app, methodsOf);
  // Before our hooks, which read cookies.
  await app.register(cookie);
  tagAnswers(app as unknown as FastifyInstance);
  observeRequests(app as unknown as FastifyInstance, deps);
  registerHooks(app, deps);
  drainOnClose(app);
  await app.register(multipart, { limits: { fileSize: deps.maxUploadBytes, files: 1 } });
  await registerOpenapi(app as unknown as FastifyInstance, deps.version);

  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (!(await deps.isReady())) throw failHttp('not-ready', 'The server is starting, ending, or without its database');
    return { status: 'ok' };
  });
  // Pages take every address that is left; what begins like the API's must not become one.
  app.all('/api/*', { schema: { hide: true } }, (request, reply) => reply.callNotFound());
  return app;
}

function registerProblems(app: Http, methodsOf: (path: string) => readonly string[]): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof AnsweredBefore) {
      const { status, headers, body } = error.answer;
      return reply.code(status).headers(headers).serializer(String).send(body);
    }
    const understood = understandError(error);
    if (understood === undefined) request.log.error({ error }, 'request failed');
    const seconds = understood && retryAfterOf(understood);
    if (seconds !== undefined) void reply.header('retry-after', String(seconds));
    const problem = understood ? presentProblem(understood, request.id) : presentInternalFault(request.id);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const methods = methodsOf(path);
    // A route may find nothing at its own address either: a file that is gone.
    if (methods.length === 0 || methods.includes(request.method)) {
      return sendProblem(reply, presentProblem(failHttp('route-unknown', `Nothing is at ${path}`), request.id));
    }
    void reply.header('allow', methods.join(', '));
    const detail = `${path} takes ${methods.join(', ')}, not ${request.method}`;
    // PostgREST's clients, which may try to write, read these.
    const members = { message: detail, details: null, hint: null };
    return sendProblem(reply, presentProblem(failHttp('method-not-allowed', detail, { members }), request.id));
  });
}

/** With its own serializer: the route's would cut it down to the route's answer. */
function sendProblem(reply: FastifyReply, problem: ReturnType<typeof presentProblem>): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** Of everything but pages: nothing in it is ever to run or to be framed. */
export const policyOfAnswers = "default-src 'none'; frame-ancestors 'none'";

function registerHooks(app: Http, deps: HttpDeps): void {
  app.decorateRequest('caller');
  app.decorateRequest('identifyAgain', function (this: FastifyRequest) {
    return deps.identify(this, { again: true });
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
    if (deps.origin.startsWith('https:')) void reply.header('strict-transport-security', 'max-age=31536000');
    assertOwnOrigin(request, deps.origin);
    // No name, text or code of anybody's holds it, PostgreSQL and SQL texts cannot.
    if (request.url.includes('%00')) throw failHttp('request-invalid', 'The address holds a NUL character');
    const asks = request.url.startsWith('/api/') || request.routeOptions.config.identified === true;
    request.caller = asks ? await deps.identify(request, { again: false }) : anonymous;
  });
  app.addHook('preValidation', async ({ body }) => {
    if (!isPlain(body)) return;
    // Whatever follows the body's levels one in the other would run out of stack.
    if (nestsDeeper(body, deepestBody)) throw failHttp('request-invalid', `The body nests deeper than ${deepestBody}`);
    if (JSON.stringify(body).includes(String.raw`\u0000`)) {
      throw failHttp('request-invalid', 'The body holds a NUL character');
    }
  });
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-store');
    if (!reply.hasHeader('content-security-policy')) {
      void reply.header('content-security-policy', policyOfAnswers);
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    const path = url.split('?')[0];
    const fields = { method, path, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) };
    // Where somebody is turned away, whoever keeps the door needs to know from where he came; of others it is not kept.
    const address = turnedAway.has(reply.statusCode) ? { address: request.ip } : {};
    request.log.info({ ...fields, ...address }, 'request answered');
  });
}

const turnedAway = new Set([401, 403, 429]);

/** Before connections are cut, what is under way gets two seconds to be answered; what comes now is answered 503. */
function drainOnClose(app: Http): void {
  const underWay = new Set<FastifyRequest>();
  app.addHook('onRequest', async (request) => void underWay.add(request));
  app.addHook('onResponse', async (request) => void underWay.delete(request));
  app.addHook('onRequestAbort', async (request) => void underWay.delete(request));
  app.addHook('preClose', async () => {
    for (let waited = 0; underWay.size > 0 && waited < 2000; waited += 20) await sleep(20);
  });
}

/** Of JSON: more than any contract or query of ours needs. */
const deepestBody = 200;

const anonymous: Caller = { kind: 'anonymous' };

/** A parsed body, and not a stream or bytes. */
function isPlain(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    [Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(body))
  );
}
