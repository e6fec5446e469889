import type { ZodType } from 'zod';
import type { Caller } from '#api/caller.ts';

/** Whatever OpenAPI calls a parameter, a request body, a response. */
type Part = Readonly<Record<string, unknown>>;

/** What a route's schema cannot say of it: streamed bodies, parameters that it reads itself. */
export interface RouteDescription {
  readonly description?: string;
  readonly parameters?: readonly (Part & { readonly name: string; readonly in: string })[];
  readonly requestBody?: Part;
  /** Of the body and of the answer, where the route does not leave checking and writing them to the platform. */
  readonly body?: ZodType;
  readonly answer?: ZodType;
  /** By status; beside those that the schema declares. */
  readonly responses?: Readonly<Record<string, Part>>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Whether there could be anything here for the caller: the OpenAPI document lists a route only to him. Derived from the
     * policy; undefined: everybody. It describes, and does not guard: the route itself decides.
     */
    mayCall?: (caller: Caller) => boolean;
    openapi?: RouteDescription;
    /** An answer of text carries an `ETag`, and is cut short where the asker's copy is still right. */
    tagged?: boolean;
  }
}

/** What is known of a route beside its schema. */
export interface DescribedRoute {
  readonly method: string;
  readonly mayCall: ((caller: Caller) => boolean) | undefined;
  readonly description: RouteDescription;
  readonly takesKey: boolean;
}

/** Routes by `METHOD /path/{parameter}`, as the document names them. */
export type DescribedRoutes = ReadonlyMap<string, DescribedRoute>;

export const anonymous: Caller = { kind: 'anonymous' };
