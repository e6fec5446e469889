import { isRecord, keyHeadings, memberOf } from './keyed-records.ts';
import type { EachText } from './each-text.ts';
import { parseRecord } from './parse-record.ts';

/** Stands, with the number of the key, for its heading until all fields are known; no text of a file has it. */
const unnamed = '\ufdd0';
const mostOdd = 100;

export interface KeyedRecords {
  /** To be asked behind the first pass. */
  readonly keyHeadings: () => readonly string[];
  /** Members that are no records as the others are, by their keys, the first of them. */
  readonly odd: () => readonly string[];
  readonly each: (
    onRecord: (record: unknown, position: number) => void,
    flush: () => Promise<void>,
    share: number,
  ) => Promise<void>;
}

/** Records that so many keys lead to: each has its keys in front of its fields, under headings that no field has. */
export function keyedRecords(texts: EachText, levels: number): KeyedRecords {
  const fields = new Set<string>();
  const odd = new Set<string>();
  let headings: readonly string[] | undefined;
  return {
    keyHeadings: () => (headings ??= keyHeadings(levels, fields)),
    odd: () => [...odd],
    each: async (onRecord, flush, share) => {
      let position = 0;
      await texts(
        (element, at) => {
          const visit = ([key, value]: readonly [string, unknown], above: readonly string[]): void => {
            const keys = [...above, key];
            if (!isRecord(value)) {
              if (odd.size < mostOdd) odd.add(keys.join(' / '));
            } else if (keys.length < levels) for (const member of Object.entries(value)) visit(member, keys);
            else {
              if (headings === undefined) for (const name of Object.keys(value)) fields.add(name);
              const own = keys.map((one, level) => [headings?.[level] ?? `${unnamed}${level}`, one] as const);
              onRecord({ ...Object.fromEntries(own), ...value }, ++position);
            }
          };
          visit(memberOf(parseRecord(element, at)), []);
        },
        flush,
        share,
      );
    },
  };
}

export function isUnnamedKey(column: string): boolean {
  return column.startsWith(unnamed);
}
