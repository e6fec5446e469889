import { fastify, type FastifyBaseLogger, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log, LogFields } from '../log/log.ts';

/** Our log in the shape that Fastify asks of one. */
export function presentAsFastifyLog(log: Log): FastifyBaseLogger {
  const through =
    (write: (fields: LogFields, event: string) => void) =>
    (first: unknown, event?: unknown): void => {
      if (typeof first === 'string') write({}, first);
      else write(first instanceof Error ? { error: first } : { ...(first as object) }, String(event ?? ''));
    };
  const logger = {
    level: 'debug',
    silent: () => undefined,
    trace: through(log.debug),
    debug: through(log.debug),
    info: through(log.info),
    warn: through(log.warn),
    error: through(log.error),
    fatal: through(log.error),
    child: (bindings: LogFields) => presentAsFastifyLog(log.with(bindings)),
  };
  // Fastify types its logger after pino's overloads; it calls what is here in the two ways that `through` takes.
  return logger as FastifyBaseLogger;
}

/**
 * Silences Fastify's own lines (an answered request is one event, written by our hook) but for an answer that broke off
 * after its head was sent: no status can tell the caller, so the log must.
 */
export class RequestEvents extends fastify.LogController {
  constructor() {
    super({ disableRequestLogging: true, requestIdLogLabel: 'request' });
  }

  override streamError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    const gone = (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (gone) reply.log.info({}, 'caller left');
    else reply.log.error({ error }, 'answer broke off');
  }
}
