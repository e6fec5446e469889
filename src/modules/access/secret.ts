import { hash } from 'node:crypto';

/** Fills `size` bytes at random; a dependency, so that tests can choose them. */
export type RandomBytes = (size: number) => Uint8Array;

/** 256 random bits as text that fits a header, a cookie and an address. */
export function createSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}

/**
 * What is kept of a secret. It has 256 random bits, so a plain hash cannot be turned back, and looking it up by its hash
 * tells an attacker nothing by its timing.
 */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** The hash as the database names its row when it announces a change of it. */
export function memoryKeyOf(hash: Buffer): string {
  return `\\x${hash.toString('hex')}`;
}
