import { randomBytes as systemRandomBytes } from 'node:crypto';
import type { Directory } from '#modules/directory/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { unheardChanges, type Changes } from '#platform/database/changes.ts';
import { createMemory } from '#platform/database/create-memory.ts';
import type { Database } from '#platform/database/database.ts';
import { disableAccount, enableAccount, listAccounts, resetAccount } from './account.ts';
import { createAdministratorLink, redeemAdministratorLink } from './administrator-link.ts';
import type { AccessDeps } from './deps.ts';
import { identify } from './identify.ts';
import { createKnownOperators } from './known-operators.ts';
import type { RandomBytes } from './secret.ts';
import { endSession } from './session.ts';
import { signIn } from './sign-in.ts';
import { accessTables } from './store/tables.ts';
import { createToken, listTokens, revokeToken } from './token.ts';
import { createUser, findColleague } from './user.ts';

export type Access = ReturnType<typeof createAccess>;

export interface AccessOptions {
  readonly database: Database;
  readonly directory: Directory;
  readonly clock: Clock;
  /** The platform's public address, e.g. `https://dulieu.daklak.gov.vn`. */
  readonly origin: string;
  readonly randomBytes?: RandomBytes;
  /** Without, every caller is looked up in the database. */
  readonly changes?: Changes;
}

const mostIdentities = 5_000;

/** Identities: who a caller is, and how he proves it. What he may do is decided by the pure functions of `policy/`. */
export function createAccess(options: AccessOptions) {
  const { changes = unheardChanges } = options;
  const deps: AccessDeps = {
    database: accessTables(options.database),
    directory: options.directory,
    clock: options.clock,
    origin: options.origin,
    randomBytes: options.randomBytes ?? systemRandomBytes,
    tokens: createMemory({ changes, topic: 'token', most: mostIdentities }),
    operators: createKnownOperators({ changes, elapsed: () => performance.now() }),
    sessions: createMemory({ changes, topic: 'session', alsoTopics: ['user'], most: mostIdentities }),
  };
  return {
    identify: identify.bind(null, deps),
    signIn: signIn.bind(null, deps),
    signOut: endSession.bind(null, deps),
    createUser: createUser.bind(null, deps),
    findColleague: findColleague.bind(null, deps),
    listAccounts: listAccounts.bind(null, deps),
    enableAccount: enableAccount.bind(null, deps),
    disableAccount: disableAccount.bind(null, deps),
    resetAccount: resetAccount.bind(null, deps),
    issueToken: createToken.bind(null, deps),
    revokeToken: revokeToken.bind(null, deps),
    listTokens: listTokens.bind(null, deps),
    createAdministratorLink: createAdministratorLink.bind(null, deps),
    redeemAdministratorLink: redeemAdministratorLink.bind(null, deps),
  };
}
