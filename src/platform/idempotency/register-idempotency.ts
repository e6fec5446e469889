import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#api/caller.ts';
import type { Database } from '../database/database.ts';
import type { Http } from '../http/create-http.ts';
import type { AnswerStore } from './answer-store.ts';
import { failIdempotency } from './errors.ts';
import { fingerprintOf, targetOf } from './fingerprint.ts';
import { openKey, reused, type KeyedRequest, type OpenKey } from './keyed-request.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What an `Idempotency-Key` means to a POST route, where it is not simply «answer again»: `exempt` looks at none;
     * `repeatable` changes nothing, so that it is done again and its answer is not kept; `streamed` acts on a body that is a
     * stream, and describes it itself, through `request.keyed`.
     */
    idempotency?: 'exempt' | 'repeatable' | 'streamed';
    /** Headers that belong to what is asked for. */
    describedBy?: readonly string[];
  }
  interface FastifyRequest {
    /** Where the caller sent an `Idempotency-Key` that counts. */
    keyed: KeyedRequest | undefined;
  }
}

export interface IdempotencyDeps {
  readonly store: AnswerStore;
  readonly database: Database;
}

/**
 * Answers a POST with an `Idempotency-Key` once: the same request again gets the same answer, and nothing is done twice.
 * Only what was done is kept; a refusal frees the key. Before the routes, which it is to cover.
 */
export async function registerIdempotency(app: Http, deps: IdempotencyDeps): Promise<void> {
  await deps.store.releaseUnanswered();
  const opened = new WeakMap<FastifyRequest, OpenKey>();
  app.decorateRequest('keyed');
  app.addHook('preHandler', async (request) => {
    const key = request.headers['idempotency-key'];
    const { idempotency } = request.routeOptions.config;
    if (request.method !== 'POST' || key === undefined || idempotency === 'exempt') return;
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw failIdempotency('idempotency-key-invalid', 'A key has 1 to 255 visible ASCII characters.');
    }
    // An address that is none comes by here twice: as itself, and as what answers for it.
    if (opened.has(request)) return;
    // Nobody in particular has no keys of his own; what he may do changes nothing.
    if (request.caller.kind === 'anonymous') return;
    const owned = { caller: nameOf(request.caller), key };
    const target = targetOf(request.method, request.url);
    const earlier = await deps.store.claim(owned, target);
    if (earlier !== undefined) {
      if (earlier.target !== target) throw reused();
      if (!earlier.answered) throw busy();
    }
    const open = openKey(deps.store, owned, earlier);
    opened.set(request, open);
    request.keyed = open;
    const described = idempotency === 'streamed' || (idempotency === 'repeatable' && isStreamed(request));
    if (!described) open.describe(fingerprintOf(describeRequest(request)));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { statusCode } = reply;
    const repeatable = request.routeOptions.config.idempotency === 'repeatable' || !isText(payload);
    const answer = repeatable ? null : { status: statusCode, headers: headersToKeep(reply), body: payload ?? '' };
    await opened.get(request)?.settle(deps.database, answer, statusCode < 400);
  });
}

function busy(): Error {
  return failIdempotency('idempotency-key-busy', 'Ask again in a second.', { retryAfter: 1 });
}

/** With what decides on his rights: an answer must not outlive them. */
function nameOf(caller: Exclude<Caller, { kind: 'anonymous' }>): string {
  return JSON.stringify([caller.kind, caller.id, caller.role, caller.agency, caller.unit]);
}

function describeRequest(request: FastifyRequest): unknown {
  const { body, headers, routeOptions } = request;
  const described = routeOptions.config.describedBy ?? [];
  return [isStreamed(request) ? null : body, described.map((name) => headers[name] ?? null)];
}

function isStreamed(request: FastifyRequest): boolean {
  const { body } = request;
  return request.isMultipart() || (typeof body === 'object' && body !== null && 'pipe' in body);
}

function isText(payload: unknown): payload is string | null | undefined {
  return typeof payload === 'string' || payload === null || payload === undefined;
}

/** What connection, time and request make of an answer is made anew. */
const made = new Set(['x-request-id', 'date', 'connection', 'content-length', 'set-cookie']);

function headersToKeep(reply: FastifyReply): Readonly<Record<string, string>> {
  const headers = Object.entries(reply.getHeaders()).filter(([name, value]) => value !== undefined && !made.has(name));
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}
