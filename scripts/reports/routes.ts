import type { Http } from '#platform/http/create-http.ts';

interface Operation {
  readonly summary?: string;
  readonly responses?: Readonly<Record<string, unknown>>;
}

/** The routes that the OpenAPI document names, with the statuses that they declare. */
export async function reportRoutes(http: Http): Promise<string> {
  // Our own document: of its shape only what is read here is stated.
  const { paths } = http.swagger() as unknown as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const rows = Object.entries(paths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { summary = '', responses = {} }]) => {
        return `| ${method.toUpperCase()} | \`${path}\` | ${summary} | ${Object.keys(responses).join(' ')} |`;
      }),
    );
  return [
    '# Routes',
    '',
    'What the server answers besides its pages, `/healthz`, `/readyz` and `/api/v1/openapi.json`.',
    '',
    '| method | path | what for | answers |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
