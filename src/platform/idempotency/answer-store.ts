import type { Kysely, ColumnType } from 'kysely';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import type { KeptAnswer } from './kept-answer.ts';

/** How long a key is remembered. */
const keptFor = 24 * 3_600_000;

/** Whose key it is: keys of different callers never meet. */
export interface KeyOfCaller {
  readonly caller: string;
  readonly key: string;
}

export interface EarlierRequest {
  /** Method and address. */
  readonly target: string;
  readonly answered: boolean;
  /** Of its body; null while it is not answered. */
  readonly fingerprint: string | null;
  /** Null where it is not answered, or where its answer is made anew each time. */
  readonly answer: KeptAnswer | null;
}

export interface AnswerStore {
  /** Takes the key for a request, for a day; or says what it was taken for. Of many at once one gets it. */
  claim(key: KeyOfCaller, target: string): Promise<EarlierRequest | undefined>;
  /** Part of the caller's transaction: what was done and its answer are kept together, or neither. */
  keep(executor: Database, key: KeyOfCaller, fingerprint: string, answer: KeptAnswer | null): Promise<void>;
  /** Frees a key under which nothing was done. */
  release(key: KeyOfCaller): Promise<void>;
  /** Frees the keys of requests that an ended process did not answer. Only before requests are taken. */
  releaseUnanswered(): Promise<void>;
}

interface Tables {
  readonly 'platform.kept_answers': {
    readonly caller: string;
    readonly key: string;
    readonly target: string;
    readonly fingerprint: string | null;
    readonly status: number | null;
    readonly headers: ColumnType<Readonly<Record<string, string>> | null, string | null, string | null>;
    readonly body: string | null;
    readonly began_at: Date;
    readonly answered_at: Date | null;
  };
}

export function createAnswerStore(deps: { readonly database: Database; readonly clock: Clock }): AnswerStore {
  // Untyped as the platform's database is, it can only come out untyped.
  const tables = (database: Database) => database as Kysely<Tables>;
  const database = tables(deps.database);

  async function find({ caller, key }: KeyOfCaller): Promise<EarlierRequest | undefined> {
    const row = await database
      .selectFrom('platform.kept_answers')
      .selectAll()
      .where('caller', '=', caller)
      .where('key', '=', key)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { target, fingerprint, status, headers, body } = row;
    const answer = status === null ? null : { status, headers: headers ?? {}, body: body ?? '' };
    return { target, fingerprint, answer, answered: row.answered_at !== null };
  }

  return {
    async claim(key, target) {
      const now = deps.clock();
      const before = new Date(now.getTime() - keptFor);
      await database.deleteFrom('platform.kept_answers').where('began_at', '<', before).execute();
      for (;;) {
        const taken = await database
          .insertInto('platform.kept_answers')
          .values({ ...key, target, began_at: now })
          .onConflict((conflict) => conflict.columns(['caller', 'key']).doNothing())
          .returning('key')
          .executeTakeFirst();
        if (taken !== undefined) return undefined;
        const earlier = await find(key);
        // Otherwise it was released in between.
        if (earlier !== undefined) return earlier;
      }
    },

    async keep(executor, { caller, key }, fingerprint, answer) {
      const { numUpdatedRows } = await tables(executor)
        .updateTable('platform.kept_answers')
        .set({
          fingerprint,
          status: answer?.status ?? null,
          headers: answer === null ? null : JSON.stringify(answer.headers),
          body: answer?.body ?? null,
          answered_at: deps.clock(),
        })
        .where('caller', '=', caller)
        .where('key', '=', key)
        .where('answered_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new Error('The key of a request under way is gone or was answered');
    },

    async release({ caller, key }) {
      await database
        .deleteFrom('platform.kept_answers')
        .where('caller', '=', caller)
        .where('key', '=', key)
        .where('answered_at', 'is', null)
        .execute();
    },

    async releaseUnanswered() {
      await database.deleteFrom('platform.kept_answers').where('answered_at', 'is', null).execute();
    },
  };
}
