import { STATUS_CODES } from 'node:http';
import { operationIdOf } from './operation-id.ts';
import { parameterDescriptions } from './parameter-descriptions.ts';
import { anonymous, type DescribedRoute, type DescribedRoutes } from './route-description.ts';

/** The parts of an OpenAPI 3.1 document that are touched here. */
export interface OpenapiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
  readonly tags?: readonly { readonly name: string }[];
}

export interface Operation {
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: unknown;
  readonly responses?: Readonly<Record<string, object>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description?: string;
}

const problem = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any 1 to 255 visible ASCII characters, new for each thing to be done. The same request under the same key is done once and answered alike for a day; another one is refused.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** Completes what the routes' schemas give: ids, texts, who must sign in, keys, streamed bodies, problems. */
export function describeOperations(document: OpenapiDocument, routes: DescribedRoutes): OpenapiDocument {
  const paths = Object.entries(document.paths).map(([path, operations]) => {
    const described = Object.entries(operations).map(([method, operation]) => {
      const route = routes.get(`${method.toUpperCase()} ${path}`);
      return [method, route === undefined ? operation : describe(method, path, operation, route)] as const;
    });
    return [path, Object.fromEntries(described)] as const;
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

function describe(method: string, path: string, operation: Operation, route: DescribedRoute): Operation {
  const { parameters = [], requestBody, responses, description } = route.description;
  const key = route.takesKey ? [keyParameter] : [];
  const body = requestBody ?? operation.requestBody;
  return {
    ...operation,
    ...(description === undefined ? {} : { description }),
    operationId: operationIdOf(method, path),
    parameters: [...(operation.parameters ?? []), ...parameters, ...key].map(withDescription),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: { ...describeResponses(operation, route), ...responses },
    security:
      (route.mayCall?.(anonymous) ?? true) ? [{}, { token: [] }, { session: [] }] : [{ token: [] }, { session: [] }],
  } as Operation;
}

function withDescription(parameter: Parameter): Parameter {
  const description = parameter.description ?? parameterDescriptions[parameter.name];
  return description === undefined ? parameter : { ...parameter, description };
}

/** A wrong token is refused everywhere, and so is a key that cannot be used. */
function describeResponses(operation: Operation, { takesKey }: DescribedRoute): Operation['responses'] {
  const everywhere = takesKey ? [400, 401, 409, 422] : [401];
  const added: Readonly<Record<string, object>> = Object.fromEntries(everywhere.map((status) => [status, problem]));
  const all: readonly (readonly [string, object])[] = Object.entries({ ...added, ...operation.responses });
  return Object.fromEntries([
    ...all.map(([status, response]) => [status, withMeaning(status, response)] as const),
    ['default', { description: 'Another refusal', ...problem }],
  ]);
}

function withMeaning(status: string, response: object) {
  const told = 'description' in response ? response.description : undefined;
  const meaningless = told === undefined || told === 'Problem' || told === 'Default Response';
  return meaningless ? { ...response, description: STATUS_CODES[status] ?? status } : response;
}
