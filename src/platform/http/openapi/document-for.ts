import type { Caller } from '#api/caller.ts';
import type { OpenapiDocument } from './describe-operations.ts';
import type { DescribedRoutes } from './route-description.ts';

/** The document with only what the caller may call, and only the schemas and tags that are left in use. */
export function documentFor(document: OpenapiDocument, routes: DescribedRoutes, caller: Caller): OpenapiDocument {
  const paths: Record<string, OpenapiDocument['paths'][string]> = {};
  for (const [path, operations] of Object.entries(document.paths)) {
    const allowed = Object.entries(operations).filter(
      ([method]) => routes.get(`${method.toUpperCase()} ${path}`)?.mayCall?.(caller) ?? true,
    );
    if (allowed.length > 0) paths[path] = Object.fromEntries(allowed);
  }
  const { components, tags = [] } = document;
  const used = new Set(Object.values(paths).flatMap((one) => Object.values(one).flatMap((each) => each.tags ?? [])));
  return {
    ...document,
    tags: tags.filter(({ name }) => used.has(name)),
    paths,
    components: { ...components, schemas: schemasUsed(paths, components.schemas) },
  };
}

function schemasUsed(paths: unknown, schemas: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const found = new Map<string, unknown>();
  const look = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"/]+)/g)) {
      if (found.has(name)) continue;
      found.set(name, schemas[name]);
      look(schemas[name] ?? {});
    }
  };
  look(paths);
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
