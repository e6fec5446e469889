import { createHash } from 'node:crypto';
import type { Http } from '#platform/http/create-http.ts';

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components?: { readonly schemas?: unknown };
}

interface ApiOperation {
  readonly summary?: string;
  readonly responses?: Readonly<Record<string, unknown>>;
}

/** The OpenAPI document with everything that anybody may call. */
export async function readApiDocument(http: Http): Promise<ApiDocument> {
  await http.ready();
  // Our own document: of its shape only what is read here is stated.
  return http.swagger() as unknown as ApiDocument;
}

/** Of what a client depends on: the operations and their schemas. */
export function documentHash({ paths, components }: ApiDocument): string {
  const text = JSON.stringify([paths, components?.schemas]);
  return createHash('sha256').update(text).digest('hex');
}
