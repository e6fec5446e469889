import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { roles, type Caller } from '#api/caller.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { Access } from './access.ts';

const SignInBody = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
  /** Of a second factor; no account has one yet, so it is not looked at. */
  code: z.string().max(64).optional(),
});

const RedemptionBody = z.object({
  link: z.string().min(1).max(100),
  email: z.email().max(254),
  name: z
    .string()
    .regex(/^\P{Cc}+$/u)
    .max(200),
  password: z.string().min(1).max(1024),
});

const SessionView = z
  .object({
    signedIn: z.boolean(),
    kind: z.enum(['anonymous', 'user', 'token']),
    name: z.string().nullable(),
    role: z.enum(roles).nullable(),
    agency: z.string().nullable(),
    unit: z.string().nullable(),
  })
  .meta({ id: 'Session' });

/** Sign in, sign out, who am I; and the link by which the first administrator comes in. */
export function registerAccessRoutes(app: Http, deps: { readonly access: Access }): void {
  const { access } = deps;

  app.post(
    '/api/v1/session',
    {
      // Its answer opens a session: kept, it would be a secret lying about.
      config: { idempotency: 'exempt' },
      schema: {
        summary: 'Sign in',
        tags: ['session'],
        body: SignInBody,
        response: { 201: SessionView, ...problemResponses(400, 401, 429) },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      return openSession(reply, await access.signIn({ email, password, address: request.ip }));
    },
  );

  app.post(
    '/api/v1/session/administrator',
    {
      config: { idempotency: 'exempt' },
      schema: {
        summary: 'Become an administrator by a one-time link',
        tags: ['session'],
        body: RedemptionBody,
        response: { 201: SessionView, ...problemResponses(400, 404, 409, 422) },
      },
    },
    async (request, reply) => openSession(reply, await access.redeemAdministratorLink(request.body)),
  );

  app.get(
    '/api/v1/session',
    { schema: { summary: 'Who am I', tags: ['session'], response: { 200: SessionView, ...problemResponses(401) } } },
    (request) => presentSession(request.caller),
  );

  app.delete(
    '/api/v1/session',
    { schema: { summary: 'Sign out', tags: ['session'], response: { 204: z.null() } } },
    async (request, reply) => {
      const { setCookie } = await access.signOut(request.headers.cookie);
      return reply.code(204).header('set-cookie', setCookie).send(null);
    },
  );
}

function openSession(reply: FastifyReply, session: { readonly caller: Caller; readonly setCookie: string }) {
  void reply.code(201).header('set-cookie', session.setCookie);
  return presentSession(session.caller);
}

function presentSession(caller: Caller): z.infer<typeof SessionView> {
  if (caller.kind === 'anonymous') {
    return { signedIn: false, kind: 'anonymous', name: null, role: null, agency: null, unit: null };
  }
  const { kind, name, role, agency, unit } = caller;
  return { signedIn: true, kind, name, role, agency, unit };
}
