import { resolve } from 'node:path';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { mountPages } from '#platform/http/web.ts';
import { createWebServicesFixture, type Decision } from './web-services-fixture.ts';

export interface PageServer {
  /** e.g. `http://127.0.0.1:41234` */
  readonly origin: string;
  readonly app: FastifyInstance;
  /** What was decided on held loads, in order. */
  readonly decisions: readonly Decision[];
  close(): Promise<void>;
}

/** The pages alone, over the fixture: the built ones, or with `development` compiled as they are asked for. */
export async function startPageServer(options: {
  readonly development?: boolean;
  readonly port?: number;
  readonly register?: (app: FastifyInstance) => void;
}): Promise<PageServer> {
  const app = fastify({ forceCloseConnections: true });
  const decisions: Decision[] = [];
  options.register?.(app);
  await mountPages(app, {
    services: createWebServicesFixture(decisions),
    development: options.development ?? false,
    origin: 'http://localhost:3000',
    root: resolve(import.meta.dirname, '../..'),
  });
  const origin = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return { origin, app, decisions, close: () => app.close() };
}
