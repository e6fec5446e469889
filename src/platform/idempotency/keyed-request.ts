import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Database } from '../database/database.ts';
import type { AnswerStore, EarlierRequest, KeyOfCaller } from './answer-store.ts';
import { failIdempotency } from './errors.ts';
import { fingerprintOf } from './fingerprint.ts';
import { AnsweredBefore, type KeptAnswer } from './kept-answer.ts';

/** A request with an `Idempotency-Key`, for routes whose body is a stream, and for those that act in a transaction. */
export interface KeyedRequest {
  /**
   * Says what the request asks for, where the platform cannot see it. Throws where the key was answered: `AnsweredBefore`
   * for the same, `idempotency-key-reused` for something else.
   */
  describe(fingerprint: string): void;
  /** The content, which says at its end what it was; then it fails as `describe` does. */
  passThrough(content: Readable, name: string): Readable;
  /** Keeps the answer in the transaction of what is done. Throws as `describe` does. */
  keep(transaction: Database, answer: KeptAnswer): Promise<void>;
}

/** What the hooks know of it beyond that. */
export interface OpenKey extends KeyedRequest {
  /** Called with what is about to be answered: keeps it where something was done, frees the key otherwise. */
  settle(database: Database, answer: KeptAnswer | null, done: boolean): Promise<void>;
}

export function openKey(store: AnswerStore, key: KeyOfCaller, earlier: EarlierRequest | undefined): OpenKey {
  let known = '';
  let settled = earlier !== undefined;

  function describe(fingerprint: string): void {
    known = fingerprint;
    if (earlier === undefined) return;
    if (earlier.fingerprint !== fingerprint) throw reused();
    if (earlier.answer !== null) throw new AnsweredBefore(earlier.answer);
  }

  return {
    describe,
    passThrough: (content, name) =>
      Readable.from(hashing(content, (sha256) => describe(fingerprintOf([name, sha256])))),
    async keep(transaction, answer) {
      describe(known);
      await store.keep(transaction, key, known, answer);
      settled = true;
    },
    async settle(database, answer, done) {
      if (settled) return;
      settled = true;
      await (done ? store.keep(database, key, known, answer) : store.release(key));
    },
  };
}

export function reused(): Error {
  return failIdempotency('idempotency-key-reused', 'Take a new key for another request; this one is kept for a day.');
}

async function* hashing(content: Readable, onEnd: (sha256: string) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of content as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  onEnd(hash.digest('hex'));
}
