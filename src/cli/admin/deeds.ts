import { disableDeed, enableDeed, resetDeed, usersDeed } from './accounts.ts';
import type { Deed } from './deed.ts';
import { linkDeed } from './link.ts';
import { revokeDeed, tokenDeed, tokensDeed } from './tokens.ts';

/** What `admin` does, by the word that follows it. */
export const deeds: Readonly<Record<string, Deed>> = {
  link: linkDeed,
  users: usersDeed,
  reset: resetDeed,
  enable: enableDeed,
  disable: disableDeed,
  tokens: tokensDeed,
  token: tokenDeed,
  revoke: revokeDeed,
};
