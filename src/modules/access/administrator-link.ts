import type { AccessDeps } from './deps.ts';
import { fail } from './errors.ts';
import { createSecret, hashSecret } from './secret.ts';
import { startSession, type StartedSession } from './session.ts';
import { insertLink, useLink } from './store/administrator-links.ts';
import { createUser } from './user.ts';

const lifetime = 24 * 3_600_000;

export interface AdministratorLink {
  readonly url: string;
  readonly expires: Date;
}

/** A link by which one person becomes an administrator, once, within a day. Whoever holds it has the platform. */
export async function createAdministratorLink(deps: AccessDeps): Promise<AdministratorLink> {
  const secret = createSecret(deps.randomBytes);
  const now = deps.clock();
  const expires = new Date(now.getTime() + lifetime);
  await insertLink(deps.database, { hash: hashSecret(secret), now, expires });
  return { url: `${deps.origin}/sign-in?link=${secret}`, expires };
}

export interface AdministratorRedemption {
  readonly link: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** Makes the administrator and signs him in. Throws `link-unknown`; a link is used up only if the user was made. */
export async function redeemAdministratorLink(
  deps: AccessDeps,
  redemption: AdministratorRedemption,
): Promise<StartedSession> {
  const { link, email, name, password } = redemption;
  return deps.database.transaction().execute(async (transaction) => {
    const inTransaction = { ...deps, database: transaction };
    if (!(await useLink(inTransaction.database, hashSecret(link), deps.clock()))) {
      throw fail('link-unknown', 'Ask for a new link with «daklake admin link».');
    }
    const caller = await createUser(inTransaction, { email, name, password, role: 'administrator' });
    return startSession(inTransaction, caller);
  });
}
