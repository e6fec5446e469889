import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Of a text, or of its bytes, the same on every server. */
export function tagOf(text: string | Uint8Array): string {
  return `"${hash('sha256', text, 'base64url').slice(0, 22)}"`;
}

/** Whether a list of tags, as `If-None-Match` and `If-Match` have it, names one of these (RFC 9110 §13.1, weakly compared). */
export function namesTag(header: string, ...tags: readonly string[]): boolean {
  const named = header.match(/"[^"]*"/g) ?? [];
  return header.trim() === '*' || named.some((one) => tags.includes(one));
}

/** Answers of text of routes that say `tagged` carry a tag, and are cut short where the asker's copy is still right. */
export function tagAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.config.tagged !== true || reply.statusCode !== 200 || typeof payload !== 'string') return;
    const tag = tagOf(payload);
    void reply.headers({
      etag: tag,
      'cache-control': 'private, no-cache',
      vary: 'accept, accept-language, authorization, cookie',
    });
    const copies = request.headers['if-none-match'];
    if (copies === undefined || !namesTag(copies, tag)) return payload;
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}
