import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as OTLP's JSON has it, with its attributes as a plain object. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface TraceReceiver {
  readonly endpoint: string;
  readonly spans: readonly ReceivedSpan[];
  /** Of the last request. */
  readonly headers: () => IncomingHttpHeaders;
  readonly paths: ReadonlySet<string>;
  close(): Promise<void>;
}

interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, 'attributes'> & {
        readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
      })[];
    }[];
  }[];
}

/** A collector that takes OTLP over HTTP and keeps what it is sent. */
export async function startTraceReceiver(): Promise<TraceReceiver> {
  const spans: ReceivedSpan[] = [];
  const paths = new Set<string>();
  let headers: IncomingHttpHeaders = {};
  const server = createServer((request, response) => {
    headers = request.headers;
    paths.add(request.url ?? '');
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      // As OpenTelemetry specifies it; what is missing fails the test that looks for it.
      const body = JSON.parse(Buffer.concat(parts).toString()) as OtlpBody;
      for (const { scopeSpans } of body.resourceSpans) {
        for (const { attributes, ...span } of scopeSpans.flatMap((scope) => scope.spans)) {
          const plain = attributes.map(({ key, value }) => [key, Object.values(value)[0]] as const);
          spans.push({ ...span, attributes: Object.fromEntries(plain) });
        }
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // It listens on a port, not on a path.
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans,
    paths,
    headers: () => headers,
    close: () => new Promise((done) => (server.close(() => done()), server.closeAllConnections())),
  };
}
