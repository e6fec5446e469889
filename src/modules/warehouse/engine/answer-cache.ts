export type TextRows = readonly (readonly (string | null)[])[];

/** Answers by the text of their query, the least recently used of them forgotten first. */
export interface AnswerCache {
  get(sql: string): TextRows | undefined;
  set(sql: string, rows: TextRows): void;
}

/**
 * A query's text names the snapshot's files and carries the caller's rights, so that an answer is right for ever and for
 * everybody whose query has that text. `maxBytes` bounds the texts held, about; an answer over a sixteenth of it is not kept.
 */
export function createAnswerCache(maxBytes: number): AnswerCache {
  const answers = new Map<string, { readonly rows: TextRows; readonly bytes: number }>();
  let held = 0;
  const drop = (sql: string) => {
    held -= answers.get(sql)?.bytes ?? 0;
    answers.delete(sql);
  };
  return {
    get: (sql) => {
      const found = answers.get(sql);
      if (found === undefined) return undefined;
      answers.delete(sql);
      answers.set(sql, found);
      return found.rows;
    },
    set: (sql, rows) => {
      const bytes = 2 * (sql.length + lengthOf(rows));
      if (bytes > maxBytes / 16) return;
      drop(sql);
      answers.set(sql, { rows, bytes });
      held += bytes;
      for (const oldest of answers.keys()) {
        if (held <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}

function lengthOf(rows: TextRows): number {
  let length = 0;
  for (const row of rows) for (const text of row) length += (text?.length ?? 0) + 16;
  return length;
}
