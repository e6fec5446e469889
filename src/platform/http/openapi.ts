import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

/** The OpenAPI 3.1 document, derived from the routes' own schemas. Call it before the first route. */
export async function registerOpenapi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Daklake', version },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'session' },
        },
      },
      security: [{}, { token: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: withoutInputTwins,
  });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** Every schema with an id comes out twice, `X` and `XInput`; the twin goes where nothing refers to it. */
const withoutInputTwins: SwaggerTransformObject = (documentObject) => {
  const document = jsonSchemaTransformObject(documentObject);
  // The two kinds of document that the type allows hold their schemas in different places; ours is OpenAPI 3.1.
  const { schemas = {} } = (document as { components?: { schemas?: Record<string, unknown> } }).components ?? {};
  for (const name of Object.keys(schemas)) {
    const twin = name.endsWith('Input') && name.slice(0, -'Input'.length) in schemas;
    if (twin && !JSON.stringify(document).includes(`"#/components/schemas/${name}"`)) delete schemas[name];
  }
  return document;
};
