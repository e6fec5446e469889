import { request as requestHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { VerbFailure } from './verb.ts';

export interface ServerAddress {
  readonly server: string;
  readonly token: string | undefined;
}

/** `--server` and `--token`, else what the environment says, else the local server. */
export function serverAddress(
  options: { readonly server?: string | undefined; readonly token?: string | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): ServerAddress {
  // Set to nothing is not set, as for every setting.
  const server = options.server || environment['DAKLAKE_SERVER'] || 'http://localhost:3000';
  return { server: server.replace(/\/$/, ''), token: options.token || environment['DAKLAKE_TOKEN'] || undefined };
}

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly headers?: OutgoingHttpHeaders;
  /** Sent as it comes: the memory needed does not grow with it. */
  readonly body?: Readable;
}

/** Asks the server; whatever is not a success becomes a VerbFailure with the problem's code and exit code 4. */
export async function askServer(address: ServerAddress, path: string, asked: Asked = {}): Promise<IncomingMessage> {
  const answer = await send(address, path, asked);
  const { statusCode = 0 } = answer;
  if (statusCode >= 200 && statusCode < 300) return answer;
  throw new VerbFailure(4, await readProblem(answer));
}

/** Node's own client: that of `fetch` takes half a second of the processor more for 100 MB. */
function send(
  address: ServerAddress,
  path: string,
  { method = 'GET', headers, body }: Asked,
): Promise<IncomingMessage> {
  const { server, token } = address;
  const url = addressOf(server, path);
  const authorization = token === undefined ? {} : { authorization: `Bearer ${plainToken(token)}` };
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, ...authorization } };
    const request = url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
    request.on('response', resolve);
    request.on('error', (cause: NodeJS.ErrnoException) => {
      // A server that refuses may answer and close before it has everything: its answer comes first where there is one.
      setTimeout(() => reject(unreachable(server, cause.message || (cause.code ?? ''))), patience);
    });
    if (body === undefined) return void request.end();
    // What cannot be read is no fault of the server's.
    body.once('error', (error) => {
      reject(error);
      request.destroy();
    });
    body.pipe(request);
  });
}

/** What no header can hold is no token of ours. */
function plainToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new VerbFailure(4, {
    code: 'token-invalid',
    title: 'The token is not one of this server',
    detail: 'It holds blanks, line ends or letters with accents; copy it again.',
  });
}

/** For an answer that is on its way when sending breaks off, in milliseconds. */
const patience = 200;

/** What an answer breaks off with, as its reader sees it. */
export function isCut(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ETIMEDOUT' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function addressOf(server: string, path: string): URL {
  const url = URL.parse(`${server}${path}`);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw unreachable(server, 'it is no address of the form http://… or https://…');
}

function unreachable(server: string, why: string): VerbFailure {
  return new VerbFailure(4, {
    code: 'server-unreachable',
    title: 'The server cannot be reached',
    detail: `${server}: ${why}`,
  });
}

async function readProblem(answer: IncomingMessage): Promise<{ code: string; title: string; detail: string }> {
  const { statusCode, statusMessage = '', headers } = answer;
  const body = await text(answer);
  const unknown = { code: `http-${statusCode}`, title: statusMessage };
  if (headers.location !== undefined) return { ...unknown, detail: `It has moved to ${headers.location}` };
  try {
    // Whatever answers may not be our server: every member is checked for.
    const problem = JSON.parse(body) as Partial<Record<'code' | 'title' | 'detail', unknown>>;
    return {
      code: String(problem.code ?? unknown.code),
      title: String(problem.title ?? unknown.title),
      detail: String(problem.detail ?? ''),
    };
  } catch {
    return { ...unknown, detail: body.slice(0, 500) };
  }
}
