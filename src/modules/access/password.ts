import { argon2, timingSafeEqual } from 'node:crypto';

/** OWASP's choice for argon2id: 19 MiB, two passes. Kept in every hash, so that it can be raised for new ones. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const hashLength = 32;

/** Sign-in has no second factor yet: NĐ 331/2026 then asks for 14 characters. */
export const shortestPassword = 14;

/** Argon2id in the PHC string format, salted. Takes some 40 ms off the event loop. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const hash = await derive(password, salt, cost);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(salt)}$${text(hash)}`;
}

/** Compares in constant time. A text that is no hash of ours fits no password. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored);
  if (parts === null) return false;
  const [, memory, passes, parallelism, salt = '', hash = ''] = parts;
  const expected = Buffer.from(hash, 'base64');
  const actual = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** NFC first: the same password typed on another keyboard may come decomposed. */
function derive(password: string, nonce: Uint8Array, parameters: Cost): Promise<Buffer> {
  const message = password.normalize('NFC');
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, tagLength: hashLength, ...parameters }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
