import type { FastifyRequest } from 'fastify';
import type { Database } from '#platform/database/database.ts';

/**
 * Where the request came with an `Idempotency-Key`, keeps its answer together with the load: a server that is killed in
 * between has either taken the file and knows so, or has not.
 */
export async function keepAcknowledgement(request: FastifyRequest, transaction: Database, load: string): Promise<void> {
  await request.keyed?.keep(transaction, {
    status: 202,
    headers: { 'content-type': 'application/json; charset=utf-8', location: `/api/v1/loads/${load}` },
    body: JSON.stringify({ id: load }),
  });
}
