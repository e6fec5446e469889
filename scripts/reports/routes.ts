import type { Http } from '#platform/http/create-http.ts';
import { readApiDocument } from './api-document.ts';

/** The routes that the OpenAPI document names, with the statuses that they declare. */
export async function reportRoutes(http: Http): Promise<string> {
  const { paths } = await readApiDocument(http);
  const rows = Object.entries(paths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { summary = '', responses = {} }]) => {
        const statuses = Object.keys(responses).filter((status) => status !== 'default');
        return `| ${method.toUpperCase()} | \`${path}\` | ${summary} | ${statuses.join(' ')} |`;
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
