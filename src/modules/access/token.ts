import type { KnownCaller } from '#api/caller.ts';
import type { AccessDeps } from './deps.ts';
import { fail } from './errors.ts';
import { checkPlaceOfWork, type PlaceOfWork } from './place-of-work.ts';
import { createSecret, hashSecret, memoryKeyOf } from './secret.ts';
import { findToken, insertToken, listTokens as listRows, revokeToken as revoke } from './store/tokens.ts';

/** Lets scanners of source code and logs recognise a leaked token. */
const tokenPrefix = 'dlk_';
const mostListed = 10_000;

export interface NewTokenOptions extends PlaceOfWork {
  readonly name: string;
  /** Who issued it, for the record. */
  readonly createdBy: string;
  /** Revoke the token of this name that is in use. */
  readonly replace?: boolean;
}

/** The token is returned once and kept as a hash only. Throws `token-name-taken`. */
export async function createToken(deps: AccessDeps, options: NewTokenOptions): Promise<{ readonly token: string }> {
  const token = `${tokenPrefix}${createSecret(deps.randomBytes)}`;
  const row = {
    name: options.name,
    ...checkPlaceOfWork(deps, options),
    secret_hash: hashSecret(token),
    created_by: options.createdBy,
    created_at: deps.clock(),
  };
  const inserted = await deps.database.transaction().execute(async (transaction) => {
    if (options.replace === true) await revoke(transaction, options.name, deps.clock());
    return insertToken(transaction, row);
  });
  if (!inserted)
    throw fail('token-name-taken', `The token ${options.name} is in use; choose another name or replace it.`);
  return { token };
}

/** False where no token of this name is in use. */
export function revokeToken(deps: AccessDeps, name: string): Promise<boolean> {
  return revoke(deps.database, name, deps.clock());
}

/** What is kept of the tokens in use: never what would let anybody be known by one. */
export async function listTokens(deps: AccessDeps) {
  const rows = await listRows(deps.database, mostListed);
  return rows.map(({ name, role, agency, unit, created_by: createdBy, created_at: createdAt }) => ({
    name,
    role,
    agency,
    unit,
    createdBy,
    createdAt,
  }));
}

/** The token's secret out of an `Authorization` header. */
export function readToken(authorization: string): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
}

/** Throws `token-unknown`: whoever shows a token means to be known by it. */
export async function identifyToken(deps: AccessDeps, authorization: string): Promise<KnownCaller> {
  const token = readToken(authorization);
  const caller = token === undefined ? undefined : await findCaller(deps, hashSecret(token));
  if (caller === undefined) throw fail('token-unknown', 'Send a valid token as «Authorization: Bearer …».');
  return caller;
}

function findCaller(deps: AccessDeps, hash: Buffer): Promise<KnownCaller | undefined> {
  return deps.tokens.find(memoryKeyOf(hash), async () => {
    const row = await findToken(deps.database, hash);
    return row && { kind: 'token', ...row };
  });
}
