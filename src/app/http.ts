import type { FastifyRequest } from 'fastify';
import type { Caller } from '#api/caller.ts';
import { createHttp, type Http } from '#platform/http/create-http.ts';
import type { Log } from '#platform/log/log.ts';
import type { Config } from './config.ts';

export interface AppHttpDeps {
  readonly config: Config;
  readonly log: Log;
  readonly version: string;
  readonly identify: (request: FastifyRequest) => Promise<Caller>;
  readonly isReady: () => Promise<boolean>;
}

/** The HTTP server with the routes of every room. */
export async function createAppHttp(deps: AppHttpDeps): Promise<Http> {
  const { origin, maxUploadBytes } = deps.config;
  const { log, version, identify, isReady } = deps;
  return createHttp({ log, version, origin, maxUploadBytes, identify, isReady });
}
