import swagger, { type SwaggerTransform, type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { describeOperations, type OpenapiDocument } from './describe-operations.ts';
import { documentFor } from './document-for.ts';
import type { DescribedRoute } from './route-description.ts';

const tags = [
  { name: 'datasets', description: 'The catalogue: what there is, under which contract, how good it is' },
  { name: 'records', description: 'Rows of a dataset: read, queried, downloaded' },
  { name: 'loads', description: 'Sending files, following what becomes of them, mending what was rejected' },
  { name: 'mappings', description: 'Which column of a form is which field, remembered by its headings' },
  { name: 'uploads', description: 'Large files in parts, which go on where they broke off (tus 1.0)' },
  { name: 'receipts', description: 'What was received, from whom and when' },
  { name: 'operations', description: 'How the platform itself does' },
  { name: 'session', description: 'Signing in and out' },
];

/**
 * The OpenAPI 3.1 document, derived from the routes' own schemas and configuration; each caller gets what he may call.
 * Call it before the first route.
 */
export async function registerOpenapi(app: FastifyInstance, version: string): Promise<void> {
  const routes = new Map<string, DescribedRoute>();
  app.addHook('onRoute', ({ url, method, config }) => {
    const path = url.replace(/:([A-Za-z_]\w*)/g, '{$1}');
    for (const one of [method].flat()) {
      const takesKey = one === 'POST' && config?.idempotency !== 'exempt';
      const { mayCall, openapi = {} } = config ?? {};
      routes.set(`${one} ${path}`, { method: one, mayCall, description: openapi, takesKey });
    }
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Daklake',
        version,
        description: 'Shared datasets of a province: what each caller may do, and no more.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags,
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A token that an administrator issued' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'daklake_session',
            description: 'Signed in by `POST /api/v1/session`; changes must come from our own pages',
          },
        },
      },
    },
    transform: withDescribedSchemas,
    // The two kinds of document that the type allows differ where ours is plain: it is OpenAPI 3.1.
    transformObject: (object) =>
      describeOperations(onlyReferred(object) as unknown as OpenapiDocument, routes) as never,
  });
  const kept = new Map<string, string>();
  app.get('/api/v1/openapi.json', { schema: { hide: true }, config: { tagged: true } }, ({ caller }, reply) => {
    // What a caller may call follows from these, and from nothing else.
    const place = caller.kind === 'anonymous' ? [] : [caller.role, caller.agency !== null, caller.unit !== null];
    const name = JSON.stringify(place);
    const text = kept.get(name) ?? JSON.stringify(documentFor(whole(app), routes, caller));
    kept.set(name, text);
    return reply.type('application/json; charset=utf-8').serializer(String).send(text);
  });
}

/** Every operation, whoever may call it. */
function whole(app: FastifyInstance): OpenapiDocument {
  return app.swagger() as unknown as OpenapiDocument;
}

const withDescribedSchemas: SwaggerTransform = (input) => {
  const { body, answer } = input.route.config?.openapi ?? {};
  if (body === undefined && answer === undefined) return jsonSchemaTransform(input);
  const { response, ...schema } = input.schema;
  const described = {
    ...schema,
    ...(body === undefined ? {} : { body }),
    response: { ...(response as object), ...(answer === undefined ? {} : { 200: answer }) },
  };
  return jsonSchemaTransform({ ...input, schema: described });
};

/**
 * Every schema with an id that is loaded in this process comes out, and twice: `X` and `XInput`. Those that nothing refers to go, and
 * so does what only they refer to.
 */
const onlyReferred: SwaggerTransformObject = (documentObject) => {
  // A copy: GET and HEAD of one route share theirs.
  const document = structuredClone(jsonSchemaTransformObject(documentObject));
  // The two kinds of document that the type allows hold their schemas in different places; ours is OpenAPI 3.1.
  const { schemas = {} } = (document as { components?: { schemas?: Record<string, unknown> } }).components ?? {};
  for (let left = -1; left !== Object.keys(schemas).length;) {
    left = Object.keys(schemas).length;
    const text = JSON.stringify(document);
    for (const name of Object.keys(schemas)) {
      if (!text.includes(`"#/components/schemas/${name}"`)) delete schemas[name];
    }
  }
  // In whatever order their modules were loaded, the document is the same.
  const named = Object.entries(schemas).toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const [name, schema] of named) {
    delete schemas[name];
    schemas[name] = schema;
  }
  return document;
};
