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

/** Asks the server; whatever is not a success becomes a VerbFailure with the problem's code and exit code 4. */
export async function askServer(address: ServerAddress, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (address.token !== undefined) headers.set('authorization', `Bearer ${address.token}`);
  let response: Response;
  try {
    response = await fetch(`${address.server}${path}`, { ...init, headers });
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new VerbFailure(4, {
      code: 'server-unreachable',
      title: 'The server cannot be reached',
      detail: `${address.server}: ${cause instanceof Error ? cause.message : String(cause)}`,
    });
  }
  if (response.ok) return response;
  throw new VerbFailure(4, await readProblem(response));
}

async function readProblem(response: Response): Promise<{ code: string; title: string; detail: string }> {
  const text = await response.text();
  try {
    // Whatever answers may not be our server: every member is checked for.
    const problem = JSON.parse(text) as Partial<Record<'code' | 'title' | 'detail', unknown>>;
    return {
      code: String(problem.code ?? `http-${response.status}`),
      title: String(problem.title ?? response.statusText),
      detail: String(problem.detail ?? ''),
    };
  } catch {
    return { code: `http-${response.status}`, title: response.statusText, detail: text.slice(0, 500) };
  }
}
