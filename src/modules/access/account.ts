import type { Role } from '#api/caller.ts';
import type { AccessDeps } from './deps.ts';
import { fail } from './errors.ts';
import { hashPassword } from './password.ts';
import { attemptWindow, mostAttempts } from './sign-in.ts';
import { changeAccount, countAccounts, hasAdministrator, listAccounts as listRows } from './store/accounts.ts';
import { normalizeEmail } from './user.ts';

/** What whoever has the data folder is told of an account. */
export interface Account {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: string | null;
  readonly unit: string | null;
  readonly disabled: boolean;
  readonly createdAt: Date;
  /** Null where nobody is signed in with it. */
  readonly lastSeenAt: Date | null;
  /** Until when some address may not try it again; null: every address may. */
  readonly throttledUntil: Date | null;
}

const mostListed = 10_000;

/** The first ten thousand by e-mail address, and how many there are. */
export async function listAccounts(
  deps: AccessDeps,
): Promise<{ readonly items: readonly Account[]; readonly total: number }> {
  const now = deps.clock();
  const windowStart = new Date(now.getTime() - attemptWindow);
  const rows = await listRows(deps.database, { now, windowStart, mostAttempts, limit: mostListed });
  const items = rows.map((row) => ({
    email: row.email,
    name: row.name,
    role: row.role,
    agency: row.agency,
    unit: row.unit,
    disabled: row.disabled,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    throttledUntil: row.throttled_since && new Date(row.throttled_since.getTime() + attemptWindow),
  }));
  return { items, total: rows.length < mostListed ? rows.length : await countAccounts(deps.database) };
}

/** Opens the account, also to addresses that have tried it too often. Throws `user-unknown`. */
export async function enableAccount(deps: AccessDeps, email: string): Promise<void> {
  await change(deps, email, { disabled: false });
}

/** Shuts the account and ends its sessions at once. Says whether somebody is left who administers. Throws `user-unknown`. */
export async function disableAccount(deps: AccessDeps, email: string): Promise<{ readonly administered: boolean }> {
  await change(deps, email, { disabled: true });
  return { administered: await hasAdministrator(deps.database) };
}

/**
 * Gives the account a new password, which is returned once, and opens it; whoever was signed in with the old one is so no
 * longer. Throws `user-unknown`.
 */
export async function resetAccount(deps: AccessDeps, email: string): Promise<{ readonly password: string }> {
  const password = createPassword(deps.randomBytes(20));
  await change(deps, email, { disabled: false, password_hash: await hashPassword(password, deps.randomBytes(16)) });
  return { password };
}

async function change(deps: AccessDeps, email: string, to: Parameters<typeof changeAccount>[2]): Promise<void> {
  const normal = normalizeEmail(email);
  if ((await changeAccount(deps.database, normal, to)) === undefined) {
    throw fail('user-unknown', `Nobody has the e-mail address ${normal}. «daklake admin users» lists the accounts.`);
  }
}

/** Without the letters and digits that are read for one another. */
const legible = 'abcdefghjkmnpqrstuvwxyz023456789';

/** A character for each byte, in groups of four: twenty of them are 100 random bits, read out over a telephone at need. */
function createPassword(bytes: Uint8Array): string {
  const characters = [...bytes].map((byte) => legible.charAt(byte % legible.length)).join('');
  return characters.replace(/.{4}(?=.)/g, '$&-');
}
