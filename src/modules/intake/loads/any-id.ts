import { sql, type RawBuilder } from 'kysely';

const id = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Those of the names that can be ids of loads, to be found by the index of ids: not one in a hundred thousand is read in vain. */
export function anyId(names: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${names.filter((name) => id.test(name))}::uuid[])`;
}
