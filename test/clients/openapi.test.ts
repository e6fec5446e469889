import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '#api/caller.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly description?: string }[];
  readonly security: readonly object[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object; readonly securitySchemes: { readonly session: { name: string } } };
}

const everybody = ['anonymous', ...roles] as const;
const texts = new Map<string, string>();
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
  for (const role of everybody) texts.set(role, await (await ask(role)).text());
});
afterAll(() => platform.close());

async function ask(role: Role | 'anonymous', headers: Record<string, string> = {}): Promise<Response> {
  const place = role === 'officer' ? { agency: 'H15.05', unit: '24169' } : { agency: 'H15.05' };
  const who = role === 'anonymous' ? {} : await platform.as(role, place);
  return platform.call('/api/v1/openapi.json', { headers: { ...who, ...headers } });
}

/** Without exceptions. */
async function lint(source: string): Promise<readonly string[]> {
  const problems = await lintFromString({ source, config: await createConfig({ extends: ['recommended'] }) });
  return problems.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`);
}

/** The document as the role gets it. */
function documentOf(role: string): Document {
  return JSON.parse(texts.get(role) ?? '') as Document;
}

function operationsOf(role: string): ReadonlyMap<string, Operation> {
  const listed = Object.entries(documentOf(role).paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
  return new Map(listed);
}

test.each(everybody)('the document of %s passes the recommended rules of Redocly', async (role) => {
  expect(await lint(texts.get(role) ?? '')).toEqual([]);
  expect(operationsOf(role).size).toBeGreaterThan(8);
});

test('the rules find what is planted', async () => {
  const broken = (texts.get('anonymous') ?? '').replace('"summary":', '"sumary":').replace('"401":', '"601":');
  expect((await lint(broken)).length).toBeGreaterThan(1);
});

describe('[http.openapi] each caller is told what he may do', () => {
  const sends = 'POST /api/v1/datasets/{id}/loads';
  const puts = 'PUT /api/v1/datasets/{id}/contract';
  const decides = 'POST /api/v1/loads/{id}/decision';
  const follows = 'GET /api/v1/loads/{id}';
  const reads = 'GET /api/v1/datasets/{id}/records';
  test.each([
    ['anonymous', [reads], [sends, puts, decides, follows]],
    ['citizen', [reads], [sends, puts, decides, follows]],
    ['officer', [reads, sends, follows], [puts, decides]],
    ['auditor', [reads, follows], [sends, puts, decides]],
    ['steward', [reads, sends, follows, puts, decides], []],
    ['administrator', [reads, sends, follows, puts, decides], []],
  ])('%s', (role, listed, absent) => {
    const operations = operationsOf(role);
    expect([...listed, ...absent].filter((one) => operations.has(one))).toEqual(listed);
  });
});

test('who may change something is said by every route that changes something', () => {
  // Signing in and out, and questions that need a body.
  const open = [
    'POST /api/v1/session',
    'POST /api/v1/session/administrator',
    'DELETE /api/v1/session',
    'POST /api/v1/datasets/{id}/query',
  ];
  const changing = [...operationsOf('anonymous').keys()].filter((one) => !/^(GET|HEAD) /.test(one));
  expect(changing.toSorted()).toEqual(open.toSorted());
});

test('the administrator may call whatever anybody may', () => {
  const all = operationsOf('administrator');
  for (const role of everybody) expect([...operationsOf(role).keys()].filter((one) => !all.has(one))).toEqual([]);
});

test('everything has a name, a summary, a tag, and a description of each parameter and answer', () => {
  const lacking = [...operationsOf('administrator')].flatMap(([name, operation]) => [
    ...(operation.operationId === '' ? [`${name}: name`] : []),
    ...((operation.summary ?? '') === '' ? [`${name}: summary`] : []),
    ...(operation.tags?.length === 1 ? [] : [`${name}: tag`]),
    ...operation.parameters.filter((one) => !one.description).map((one) => `${name}: ${one.name}`),
    ...Object.entries(operation.responses)
      .filter(([, { description }]) => !description || description === 'Default Response')
      .map(([status]) => `${name}: ${status}`),
  ]);
  expect(lacking).toEqual([]);
});

test('a POST says that it takes a key', () => {
  const posts = [...operationsOf('administrator')].filter(([name]) => name.startsWith('POST '));
  const without = posts.filter(([, { parameters }]) => !parameters.some(({ name }) => name === 'Idempotency-Key'));
  expect(without.map(([name]) => name)).toEqual(['POST /api/v1/session', 'POST /api/v1/session/administrator']);
});

test('names the cookie by which somebody is signed in', async () => {
  const { email, password } = await platform.createUser({ email: 'a@b.vn', name: 'A', role: 'auditor' });
  const signedIn = await platform.call('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const [cookie] = (signedIn.headers.get('set-cookie') ?? '').split('=');
  expect(documentOf('anonymous').components.securitySchemes.session.name).toBe(cookie);
});

test('is told briefly to whom has it already', async () => {
  const first = await ask('steward');
  const etag = first.headers.get('etag') ?? '';
  expect((await ask('steward', { 'if-none-match': etag })).status).toBe(304);
  expect((await ask('anonymous', { 'if-none-match': etag })).status).toBe(200);
});
